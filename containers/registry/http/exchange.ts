import { type ClientRequest, type IncomingHttpHeaders, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Readable } from "node:stream";
import type { Agents } from "./agents.ts";
import { writableAgain } from "./writable-again.ts";

/** Bytes of a known number that are made while they are sent. */
export interface StreamedBody {
  readonly length: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** One request. */
export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | StreamedBody | undefined;
}

/** What came back: the head, and the body that is still to be read. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
  readonly url: URL;
}

export interface ExchangeOptions {
  readonly agents: Agents;
  readonly signal: AbortSignal | undefined;
  /** After so long without a byte in either direction the connection counts as broken. */
  readonly idleMilliseconds: number;
}

/** What was to be sent could not be read: no fault of the connection, and nothing that another try mends. */
export class BodyUnreadable extends Error {
  override readonly name = "BodyUnreadable";
}

/**
 * Sends one request and waits for the head of its answer, by Node's own client: it says how long a streamed body is, which registries want to know, keeps
 * connections, takes proxies and further authorities from the environment, and needs no package.
 * @throws Error of the connection, as Node has it; the signal's reason; {@link BodyUnreadable}
 */
export async function exchange(outgoing: Outgoing, options: ExchangeOptions): Promise<Answer> {
  const isRepeatable = outgoing.body === undefined || outgoing.body instanceof Uint8Array;
  try {
    return await sendOnce(outgoing, options);
  } catch (error) {
    // A kept connection that the other side closed just now says nothing about the registry.
    if (isRepeatable && error instanceof StaleConnection) return sendOnce(outgoing, options);
    throw error instanceof StaleConnection ? error.cause : error;
  }
}

class StaleConnection extends Error {}

function sendOnce(
  { method, url, headers, body }: Outgoing,
  { agents, signal, idleMilliseconds }: ExchangeOptions,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const length =
      body instanceof Uint8Array ? body.byteLength : (body?.length ?? (method === "GET" || method === "HEAD" ? undefined : 0));
    const sent = (url.protocol === "https:" ? requestHttps : requestHttp)(url, {
      method,
      agent: agents.forUrl(url),
      headers: { ...headers, ...(length === undefined ? {} : { "content-length": String(length) }) },
      ...(signal === undefined ? {} : { signal }),
    });
    sent.setTimeout(idleMilliseconds, () => sent.destroy(timedOut(idleMilliseconds)));
    sent.once("response", (response) => {
      // Told before all was sent, as refusals are: the rest is not wanted, and this connection is at its end.
      if (!sent.writableFinished) response.once("close", () => sent.destroy());
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response, url });
    });
    sent.once("error", (error: NodeJS.ErrnoException) => {
      if (signal?.aborted) return reject(signal.reason);
      const isStale = sent.reusedSocket && (error.code === "ECONNRESET" || error.code === "EPIPE");
      reject(isStale ? new StaleConnection("", { cause: error }) : firstOf(error));
    });
    // The signal may come between the head and the end of an answer: then it is the body's error.
    sent.on("error", () => {});
    if (body === undefined || body instanceof Uint8Array) sent.end(body);
    else void pump(body.chunks, sent);
  });
}

/** Writes as fast as the other side reads, and stops when an answer or an end has come. */
async function pump(chunks: AsyncIterable<Uint8Array>, sent: ClientRequest): Promise<void> {
  let answered = false;
  sent.once("response", () => (answered = true));
  try {
    for await (const chunk of chunks) {
      if (answered || sent.destroyed) return;
      if (!sent.write(chunk)) await writableAgain(sent);
    }
    sent.end();
  } catch (error) {
    if (!sent.destroyed)
      sent.destroy(new BodyUnreadable(error instanceof Error ? error.message : String(error), { cause: error }));
  }
}

/** A host of several addresses fails with one error for each. */
const firstOf = (error: Error): Error =>
  error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;

const timedOut = (milliseconds: number): Error =>
  Object.assign(new Error(`nothing came for ${milliseconds / 1000} seconds`), { code: "ETIMEDOUT" });
