import type { IncomingMessage } from "node:http";
import { Agent as HttpAgent, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { apiError } from "./api-error.ts";
import { ClusterError } from "./cluster-error.ts";
import { connectionError } from "./connection-error.ts";
import { isWorthAnother, pauseBefore } from "./retry.ts";

/** A request to an API server. */
export interface KubeRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `/api/v1/namespaces/ml/configmaps` */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** `application/json` when it does not say. */
  readonly contentType?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** How long it is tried again when the server can't be reached or has too much to do, in seconds; 20 when it does not say. */
  readonly patienceSeconds?: number;
  /** Whether doing it twice does no more than doing it once, as with all that only reads. */
  readonly isRepeatable?: boolean;
  /** Told when it is tried again, and why. */
  readonly onRetry?: (why: string) => void;
}

/** Adds to a request what proves who asks: certificates, tokens, an agent for a proxy. */
export type Login = (options: RequestOptions) => Promise<void>;

export interface KubeClientOptions {
  readonly server: string;
  readonly login: Login;
}

const defaultPatienceSeconds = 20;
/** A server that has not said anything for so long does not answer any more. */
const silenceMilliseconds = 30_000;
/** A watch is told at least once a minute that there is nothing new. */
const watchSilenceMilliseconds = 150_000;

/** Speaks to one API server, and goes on trying while that may help. */
export class KubeClient {
  readonly server: URL;
  readonly #login: Login;

  constructor({ server, login }: KubeClientOptions) {
    this.server = new URL(server);
    this.#login = login;
  }

  /**
   * Asks, and gives the answer as text.
   * @throws ApiError when the server refuses, ConnectionError when none can be reached, ClusterError when nobody can log in
   */
  async askText(asked: KubeRequest): Promise<string> {
    const until = Date.now() + 1000 * (asked.patienceSeconds ?? defaultPatienceSeconds);
    for (let tries = 0; ; tries++) {
      try {
        const response = await this.#send(asked, silenceMilliseconds);
        return await readAll(response, this.server);
      } catch (error) {
        asked.signal?.throwIfAborted();
        const pause = pauseBefore(tries, error);
        const { method, isRepeatable = method === "GET" } = asked;
        if (!isWorthAnother(isRepeatable, error) || Date.now() + pause > until) throw error;
        asked.onRetry?.((error as Error).message);
        await sleep(pause, asked.signal);
      }
    }
  }

  /** Asks, and reads the answer as JSON. @throws as `askText` */
  async ask<T>(asked: KubeRequest): Promise<T> {
    return JSON.parse(await this.askText(asked)) as T;
  }

  /**
   * The lines of an answer that goes on, as they come.
   * @throws as `askText`; it is not tried again
   */
  async *lines(asked: KubeRequest): AsyncGenerator<string> {
    const response = await this.#send(asked, watchSilenceMilliseconds);
    let rest = "";
    try {
      response.setEncoding("utf8");
      for await (const chunk of response) {
        const lines = (rest + String(chunk)).split("\n");
        rest = lines.pop() ?? "";
        yield* lines.filter((line) => line !== "");
      }
    } catch (error) {
      asked.signal?.throwIfAborted();
      throw connectionError(error as Error, this.server);
    } finally {
      response.destroy();
    }
  }

  async #send(asked: KubeRequest, silence: number): Promise<IncomingMessage> {
    const { method, path, query = {}, body, contentType = "application/json", accept = "application/json", signal } = asked;
    const url = new URL(`${this.server.pathname.replace(/\/$/, "")}${path}`, this.server);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const options: RequestOptions = { method, ...(signal !== undefined && { signal }) };
    await this.#login(options).catch((error: Error) => {
      throw loginFailed(error);
    });
    signal?.throwIfAborted();
    options.headers = {
      ...(options.headers as Readonly<Record<string, string>>),
      accept,
      ...(body !== undefined && { "content-type": contentType, "content-length": Buffer.byteLength(body) }),
    };
    const response = await new Promise<IncomingMessage>((done, fail) => {
      const send = url.protocol === "http:" ? requestHttp : requestHttps;
      const agent = options.agent ?? (url.protocol === "http:" ? new HttpAgent() : undefined);
      const sent = send(url, { ...options, ...(agent !== undefined && { agent }) }, done);
      sent.setTimeout(silence, () => sent.destroy(timedOut(silence)));
      sent.once("error", (error) => fail(signal?.aborted === true ? error : connectionError(error, this.server)));
      sent.end(body);
    });
    const code = response.statusCode ?? 0;
    if (code >= 200 && code < 300) return response;
    const refusal = apiError(code, await readAll(response, this.server));
    const wait = Number(response.headers["retry-after"]);
    throw Number.isFinite(wait) ? Object.assign(refusal, { retryAfterSeconds: wait }) : refusal;
  }
}

const timedOut = (silence: number): Error =>
  Object.assign(new Error(`no answer within ${silence / 1000} seconds`), { code: "ETIMEDOUT" });

const loginFailed = (error: Error): ClusterError =>
  new ClusterError(
    "cluster-login-refused",
    `Nobody could be logged in to the cluster: ${error.message.split("\n")[0]}`,
    "kubectl get namespaces shows the same: log in again there, then try again.",
  );

async function readAll(response: IncomingMessage, server: URL): Promise<string> {
  const parts: Buffer[] = [];
  try {
    for await (const part of response) parts.push(part as Buffer);
  } catch (error) {
    throw connectionError(error as Error, server);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** @throws the signal's reason when it is aborted meanwhile */
export function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const stop = (): void => {
      clearTimeout(timer);
      fail(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      done();
    }, milliseconds);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
