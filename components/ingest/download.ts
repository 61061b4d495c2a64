import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { InputError, type Logger } from "../../dsl/run-context.ts";

/** How a download goes on. */
export interface DownloadOptions {
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** `total` is undefined when the server does not say it. */
  readonly onProgress: (bytes: number, total: number | undefined) => void;
  /** How long to wait before the second and the third try, in milliseconds. */
  readonly waits?: readonly number[];
}

/** The server or the network failed, not the request: trying again may help. `code` is one that stands for trouble of the machine. */
class SourceUnavailable extends Error {
  override readonly name = "SourceUnavailable";
  readonly code: string;

  constructor(message: string, code = "EIO") {
    super(message);
    this.code = code;
  }
}

/**
 * Streams what a URL gives into a file; nothing is held in memory. Failures of the server or the network are tried three times.
 *
 * @throws InputError when the server refuses (4xx) or answers with a web page; an Error with a system code when it cannot be reached
 */
export async function download(url: URL, path: string, options: DownloadOptions): Promise<void> {
  const waits = options.waits ?? [500, 2000];
  for (let attempt = 0; ; attempt++) {
    try {
      return await downloadOnce(url, path, options);
    } catch (error) {
      const wait = waits[attempt];
      if (!(error instanceof SourceUnavailable) || wait === undefined) throw error;
      options.log.warn(`${error.message} Trying again in ${wait / 1000} s.`);
      await delay(wait, undefined, { signal: options.signal });
    }
  }
}

async function downloadOnce(url: URL, path: string, { signal, onProgress }: DownloadOptions): Promise<void> {
  const shown = `${url.origin}${url.pathname}`;
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw unreachable(shown, error);
  });
  await refuseWrongAnswer(response, shown);
  if (response.body === null) throw new InputError("source-empty", `${shown} answered without a body.`, "Check the URL.");
  const length =
    response.headers.get("content-encoding") === null ? Number(response.headers.get("content-length") ?? Number.NaN) : Number.NaN;
  const total = Number.isFinite(length) ? length : undefined;
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      onProgress(bytes, total);
      done(null, chunk);
    },
  });
  try {
    await pipeline(
      Readable.fromWeb(response.body as import("node:stream/web").ReadableStream),
      counter,
      createWriteStream(path),
      { signal },
    );
  } catch (error) {
    signal.throwIfAborted();
    if ((error as NodeJS.ErrnoException).syscall !== undefined && (error as NodeJS.ErrnoException).path === path) throw error;
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw error;
    throw new SourceUnavailable(`${shown} broke off after ${bytes} ${total === undefined ? "" : `of ${total} `}bytes.`);
  }
  if (bytes === 0) throw new InputError("source-empty", `${shown} is empty: 0 bytes.`, "Check the URL.");
}

async function refuseWrongAnswer(response: Response, shown: string): Promise<void> {
  const { status, statusText } = response;
  if (!response.ok) {
    await response.body?.cancel();
    const answer = `${shown} answered ${status}${statusText === "" ? "" : ` ${statusText}`}.`;
    if (status >= 500 || status === 408 || status === 429) throw new SourceUnavailable(answer);
    const help =
      status === 404 || status === 410
        ? "Check the URL."
        : status === 401 || status === 403
          ? "The server wants other credentials; a signed URL may be too old."
          : "Open the URL with curl -v to see why.";
    throw new InputError("source-refused", answer, help);
  }
  const type = response.headers.get("content-type") ?? "";
  if (!/^\s*(text\/html|application\/xhtml)/i.test(type)) return;
  await response.body?.cancel();
  throw new InputError(
    "source-is-page",
    `${shown} answered with a web page (${type}), not with data.`,
    "Is it a sign-in page, or a page about the file? Give the URL of the file itself.",
  );
}

function unreachable(shown: string, error: unknown): Error {
  const cause = (error as Error).cause as (Error & { readonly code?: string }) | undefined;
  if (cause?.code === "ENOTFOUND") {
    return new InputError("source-host-unknown", `${shown}: there is no such host.`, "Check the URL.");
  }
  const reason = cause === undefined ? (error as Error).message : cause.message || cause.code;
  return new SourceUnavailable(
    `${shown} could not be reached: ${reason}.`,
    cause?.code?.startsWith("E") === true ? cause.code : "EIO",
  );
}
