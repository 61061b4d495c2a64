import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { Descriptor } from "../../oci/image-store.ts";
import type { RegistryConnection } from "../connection.ts";
import type { Answer } from "../http/exchange.ts";
import { discardBody } from "../http/read-body.ts";
import { isPassingError } from "../http/retry.ts";
import { registryError } from "../registry-error.ts";

const goodPiece = 256 * 1024;

/**
 * The bytes of a blob. A connection that breaks off is taken up where it broke; bytes that are not what the digest says end the stream with an error, and its last
 * piece is held back until then, so that who counts to the size never has wrong ones whole.
 * @throws RegistryError `registry-blob-missing` and whatever a request may end with; the stream fails with `registry-blob-broken`
 */
export async function readBlob(connection: RegistryConnection, repository: string, descriptor: Descriptor): Promise<Readable> {
  const first = await ask(connection, repository, descriptor, 0);
  return Readable.from(pieces(connection, repository, descriptor, first), { objectMode: false });
}

async function* pieces(
  connection: RegistryConnection,
  repository: string,
  descriptor: Descriptor,
  first: Answer,
): AsyncGenerator<Buffer> {
  const { digest, size } = descriptor;
  const { registry } = connection;
  const { tries } = connection.sender;
  const broken = (reason: string) => {
    const help = "Try again; if it is the same, what lies in the registry is damaged: push it again.";
    return registryError("registry-blob-broken", { registry, repository, what: digest, reason, help });
  };
  const hash = createHash(digest.slice(0, digest.indexOf(":")));
  let held: Buffer | undefined;
  let answer = first;
  let read = 0;
  for (let attempt = 1, reached = 0; ; attempt++) {
    let reason = "the connection ended early";
    try {
      for await (const piece of answer.body as AsyncIterable<Buffer>) {
        read += piece.length;
        if (read > size) throw broken(`there are more than ${size} bytes`);
        hash.update(piece);
        if (held !== undefined) yield held;
        held = piece;
      }
    } catch (error) {
      if (connection.signal?.aborted || !isPassingError(error)) throw connection.sender.connectionError(error);
      reason = error instanceof Error ? error.message : String(error);
    } finally {
      answer.body.destroy();
    }
    if (read === size) break;
    // Whoever gets further by a good piece may try again.
    if (read >= reached + goodPiece) {
      attempt = 1;
      reached = read;
    }
    if (attempt >= tries) throw broken(`it ends after ${read} of ${size} bytes, each time`);
    await connection.sender.wait(attempt, reason);
    answer = await ask(connection, repository, descriptor, read);
  }
  const found = `${digest.slice(0, digest.indexOf(":"))}:${hash.digest("hex")}`;
  if (found !== digest) throw broken(`it is ${found}`);
  if (held !== undefined) yield held;
}

/** Asks for the bytes from a place on. A registry that knows no ranges sends all, of which the beginning is skipped. */
async function ask(connection: RegistryConnection, repository: string, { digest }: Descriptor, from: number): Promise<Answer> {
  const scopes = [{ repository, actions: "pull" }] as const;
  const headers = { "accept-encoding": "identity", ...(from === 0 ? {} : { range: `bytes=${from}-` }) };
  const answer = await connection.request({ method: "GET", to: `${repository}/blobs/${digest}`, scopes, headers });
  const { registry } = connection;
  if (answer.status === 404) {
    await discardBody(answer.body);
    throw registryError("registry-blob-missing", { registry, repository, digest });
  }
  if (answer.status === 206 && Number(/^bytes (\d+)-/.exec(answer.headers["content-range"] ?? "")?.[1]) === from) return answer;
  if (answer.status !== 200) throw await connection.refusal(answer, `Reading ${digest}`, scopes);
  return from === 0 ? answer : { ...answer, body: Readable.from(without(answer.body, from), { objectMode: false }) };
}

async function* without(body: Readable, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const piece of body as AsyncIterable<Buffer>) {
    if (left < piece.length) yield piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}
