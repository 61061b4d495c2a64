import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

/** A request as Argo's agent sends it. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  readonly insecure: boolean;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly statusCode: number;
  readonly body: Buffer;
  /** By their names as Go writes them: `Content-Type`. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

/** Go's client follows as many. */
const mostRedirects = 10;

/**
 * Sends a request, follows redirects and reads the whole answer.
 * @throws Error in the words of Go's client
 */
export async function sendRequest(request: HttpRequest): Promise<HttpAnswer> {
  let { method, url, body } = request;
  for (let count = 0; ; count++) {
    const answer = await sendOnce({ ...request, method, url, body });
    const [target] = answer.headers.get("Location") ?? [];
    if (target === undefined || ![301, 302, 303, 307, 308].includes(answer.statusCode)) return answer;
    if (count >= mostRedirects) throw new Error(`${verb(method)} "${target}": stopped after ${mostRedirects} redirects`);
    url = new URL(target, url).href;
    if (answer.statusCode < 307 && method !== "GET" && method !== "HEAD") [method, body] = ["GET", Buffer.alloc(0)];
  }
}

const verb = (method: string): string => method.charAt(0).toUpperCase() + method.slice(1).toLowerCase();

function sendOnce({ method, url, headers, body, insecure, signal }: HttpRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (words: string) => reject(new Error(`${verb(method)} "${url}": ${words}`));
    if (!URL.canParse(url) || !/^https?:/.test(url))
      return fail(`unsupported protocol scheme "${/^(\w+):/.exec(url)?.[1] ?? ""}"`);
    const grouped: Record<string, string[]> = {};
    for (const [name, value] of headers) grouped[name] = [...(grouped[name] ?? []), value];
    const send = url.startsWith("https:") ? requestHttps : requestHttp;
    const length = body.length > 0 || method === "POST" || method === "PUT" ? { "content-length": body.length } : {};
    const options = {
      method,
      headers: { "user-agent": "Go-http-client/1.1", ...grouped, ...length },
      signal,
      rejectUnauthorized: !insecure,
    };
    const sent = send(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.once("error", (error) => fail(wordsOf(error, url)));
      response.once("end", () => {
        const found = new Map<string, string[]>();
        for (let at = 0; at + 1 < response.rawHeaders.length; at += 2) {
          const name = canonical(response.rawHeaders[at]!);
          found.set(name, [...(found.get(name) ?? []), response.rawHeaders[at + 1]!]);
        }
        resolve({ statusCode: response.statusCode ?? 0, body: Buffer.concat(parts), headers: found });
      });
    });
    sent.once("error", (error) => fail(wordsOf(error, url)));
    sent.end(body);
  });
}

/** A header's name as Go writes it. @example canonical("content-type") // => "Content-Type" */
const canonical = (name: string): string =>
  name
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join("-");

interface NetworkError extends NodeJS.ErrnoException {
  readonly address?: string;
  readonly port?: number;
}

function wordsOf(error: NetworkError, url: string): string {
  const first: NetworkError = error instanceof AggregateError ? error.errors[0] : error;
  const at = `dial tcp ${first.address?.includes(":") === true ? `[${first.address}]` : (first.address ?? "")}:${first.port}`;
  if (error.name === "AbortError" || error.code === "ABORT_ERR") return "context deadline exceeded";
  if (first.code === "ECONNREFUSED") return `${at}: connect: connection refused`;
  if (first.code === "ENOTFOUND" || first.code === "EAI_AGAIN") return `dial tcp: lookup ${new URL(url).hostname}: no such host`;
  if (first.code === "ECONNRESET") return "EOF";
  return first.message;
}
