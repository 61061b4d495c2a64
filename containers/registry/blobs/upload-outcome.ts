import type { RegistryConnection } from "../connection.ts";
import { type ErrorAnswer, errorAnswer } from "../http/error-answer.ts";
import type { Answer } from "../http/exchange.ts";
import { discardBody } from "../http/read-body.ts";
import { isPassing } from "../http/retry.ts";
import type { Scope } from "../login/scope.ts";

/** What came of sending the rest of an upload. */
export type UploadOutcome =
  | { readonly type: "done" }
  /** The registry knows nothing of it any more, or has something wrong of it. */
  | { readonly type: "lost"; readonly said: ErrorAnswer }
  /** It, or a proxy before it, takes smaller requests only. */
  | { readonly type: "too-large"; readonly said: ErrorAnswer }
  /** It may go on in a moment. How far it is, the registry has to say. */
  | { readonly type: "busy"; readonly said: ErrorAnswer; readonly milliseconds: number | undefined }
  | { readonly type: "broken"; readonly error: unknown };

/** What an answer to a part of an upload, or to its end, means. @throws RegistryError when it is at its end */
export async function uploadOutcome(
  connection: RegistryConnection,
  answer: Answer,
  request: string,
  scopes: readonly Scope[],
): Promise<UploadOutcome> {
  const { status } = answer;
  if (status >= 200 && status < 300) {
    await discardBody(answer.body);
    return { type: "done" };
  }
  const said = await errorAnswer(answer);
  // GitHub's says 416 of parts that are too large.
  if (status === 413 || /request body is too large/i.test(said.words)) return { type: "too-large", said };
  // The token has ended; another one was asked for.
  if (status === 401) return { type: "busy", said, milliseconds: 0 };
  if (isPassing(status)) return { type: "busy", said, milliseconds: connection.sender.patience(answer, said.words) };
  const isLost = status === 404 || status === 416 || said.codes.some((code) => /^(?:DIGEST|SIZE|BLOB_UPLOAD|RANGE)_/.test(code));
  if (isLost) return { type: "lost", said };
  throw await connection.refusalOf(said, request, scopes);
}
