import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ArtifactError } from "../artifact-error.ts";

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** A stream needs a `content-length` among the headers: stores want one. */
  readonly body?: Readable | Uint8Array | string;
  readonly signal: AbortSignal;
}

const mostRedirects = 10;

/**
 * Sends a request by Node's own client, whose streams stand it when the other side hangs up while a disk is slow.
 * @throws ArtifactError when the server can't be reached
 */
export function httpRequest({ method, url, headers, body, signal }: OutgoingRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      const { message } = error instanceof AggregateError ? (error.errors[0] as Error) : error;
      reject(new ArtifactError(`${method} "${url}": ${message || error.name}`));
    };
    if (!URL.canParse(url) || !/^https?:/.test(url)) return fail(new Error("only http and https can be reached"));
    const send = url.startsWith("https:") ? requestHttps : requestHttp;
    const sent = send(url, { method, headers: { ...headers }, signal }, resolve);
    sent.once("error", fail);
    if (body === undefined || typeof body === "string" || body instanceof Uint8Array) sent.end(body);
    else pipeline(body, sent).catch(fail);
  });
}

/** Sends a request without a body and follows redirects. */
export async function getFollowing(request: OutgoingRequest): Promise<IncomingMessage> {
  let url = request.url;
  for (let count = 0; count <= mostRedirects; count++) {
    const response = await httpRequest({ ...request, url });
    const { statusCode = 0, headers } = response;
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) return response;
    response.resume();
    url = new URL(headers.location, url).href;
  }
  throw new ArtifactError(`GET "${request.url}": more than ${mostRedirects} redirects`);
}

/** All that is left of an answer, as text. */
export async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
