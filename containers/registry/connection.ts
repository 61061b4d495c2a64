import { credentialFinder } from "./credentials/find-credential.ts";
import { createAgents } from "./http/agents.ts";
import { connectionError } from "./http/connection-error.ts";
import { type ErrorAnswer, errorAnswer } from "./http/error-answer.ts";
import { type Answer, BodyUnreadable, exchange, type Outgoing } from "./http/exchange.ts";
import { isLoopback } from "./http/is-loopback.ts";
import { discardBody } from "./http/read-body.ts";
import { type Clock, isPassing, isPassingError, retryAfter, retryDelay, systemClock } from "./http/retry.ts";
import { createLimit } from "./limit.ts";
import { Login } from "./login/login.ts";
import type { Scope } from "./login/scope.ts";
import { type RegistryError, registryError } from "./registry-error.ts";
import type { RegistryOptions, TransferEvent } from "./registry-options.ts";

/** A request to a registry. */
export interface Ask {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Behind `/v2/`, or a whole address that the registry gave. */
  readonly to: string | URL;
  readonly scopes: readonly Scope[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Outgoing["body"];
  /** Whether it is tried again here when the registry is busy or the connection breaks. Uploads look after that themselves. */
  readonly once?: boolean;
}

const mostRedirects = 8;
const longestWait = 90_000;

/** The way to one registry: who asks, over which connections, how often. */
export class RegistryConnection {
  readonly registry: string;
  readonly tries: number;
  readonly chunkBytes: number | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  readonly tell: (event: TransferEvent) => void;
  /** Bounds the uploads. */
  readonly upload: <T>(work: () => Promise<T>) => Promise<T>;
  readonly #agents = createAgents();
  readonly #login: Login;
  readonly #insecure: readonly string[];
  readonly #idle: number;
  readonly #limit = createLimit(16);
  readonly #turns = new Map<string, Promise<void>>();
  #base: Promise<URL> | undefined;

  constructor(registry: string, options: RegistryOptions = {}) {
    this.registry = registry;
    this.tries = options.tries ?? 6;
    this.chunkBytes = options.chunkBytes;
    this.clock = options.clock ?? systemClock;
    this.signal = options.signal;
    this.tell = options.tell ?? (() => {});
    this.upload = createLimit(options.uploadsAtOnce ?? 4);
    this.#insecure = options.insecure ?? [];
    this.#idle = options.idleMilliseconds ?? 120_000;
    this.#login = new Login({
      registry,
      find: options.credentials ?? credentialFinder(),
      send: (outgoing) => this.#sendOften(outgoing),
      now: this.clock.now,
      isSafe: (url) => this.#isSafe(url),
    });
  }

  /**
   * Sends a request as whom the registry wants it from, and follows where it leads.
   * @returns an answer that is neither a refusal of the login nor, unless asked `once`, that of a busy registry
   * @throws RegistryError; the signal's reason
   */
  async request(ask: Ask): Promise<Answer> {
    const base = await this.base();
    const url = typeof ask.to === "string" ? new URL(ask.to, base) : ask.to;
    for (let round = 0; ; round++) {
      const used = url.origin === base.origin ? await this.#login.header(ask.scopes) : undefined;
      const headers = { "user-agent": "pipewright", ...ask.headers, ...(used === undefined ? {} : { authorization: used }) };
      const outgoing = { method: ask.method, url, headers, body: ask.body };
      const answer = await this.#follow(
        ask.once === true ? await this.#send(outgoing) : await this.#sendOften(outgoing),
        outgoing,
        base,
      );
      if (answer.status !== 401 || answer.url.origin !== base.origin) return answer;
      const refusal = await this.#login.learn(answer, ask.scopes, used, round > 0);
      // What streams can't be sent from here again: who sends it asks how far it came.
      if (refusal === undefined && isStreamed(ask.body)) return answer;
      await discardBody(answer.body);
      if (refusal !== undefined) throw refusal;
    }
  }

  /** Where the API is: `https://ghcr.io/v2/`. Plain HTTP only for this machine, and for hosts that the options name. */
  base(): Promise<URL> {
    this.#base ??= this.#findBase();
    return this.#base;
  }

  /** Where a registry leads to next: it may forget that it stands behind HTTPS. */
  async location(answer: Answer): Promise<URL> {
    const { location } = answer.headers;
    const base = await this.base();
    if (location === undefined || !URL.canParse(location, answer.url.href))
      throw registryError("registry-failed", { registry: this.registry, request: "An upload", answer: "no place to send it to" });
    const url = new URL(location, answer.url);
    if (url.host === base.host) url.protocol = base.protocol;
    if (!this.#isSafe(url)) throw registryError("registry-without-tls", { registry: url.host });
    return url;
  }

  /** What an answer that nobody asked for means, in words. */
  async refusal(answer: Answer, request: string, scopes: readonly Scope[]): Promise<RegistryError> {
    return this.refusalOf(await errorAnswer(answer), request, scopes);
  }

  async refusalOf({ status, codes, words }: ErrorAnswer, request: string, scopes: readonly Scope[]): Promise<RegistryError> {
    const { registry } = this;
    if (status === 401 || status === 403) return this.#login.denial(scopes, words);
    if (codes.includes("NAME_UNKNOWN") || (status === 404 && codes.includes("RepositoryNotFoundException")))
      return registryError("registry-repository-missing", { registry, repository: scopes[0]?.repository ?? "" });
    if (status === 429 || status === 503) return this.#busy(words, undefined);
    return registryError("registry-failed", { registry, request, answer: words });
  }

  /** What a broken connection means, in words; the signal's reason when it was stopped. */
  connectionError(error: unknown): unknown {
    if (this.signal?.aborted) return this.signal.reason;
    return error instanceof BodyUnreadable ? (error.cause ?? error) : connectionError(this.registry, error);
  }

  /** Waits before another try. @throws the signal's reason */
  async wait(attempt: number, reason: string, asked?: number): Promise<void> {
    const milliseconds = asked === undefined ? retryDelay(attempt, this.clock.random()) : asked;
    this.tell({ type: "waiting", registry: this.registry, reason, milliseconds });
    await this.clock.sleep(milliseconds, this.signal);
    if (this.signal?.aborted) throw this.signal.reason;
  }

  /** How long a busy registry wants to be left alone. @throws RegistryError when that is longer than anybody waits */
  async patience({ headers }: Answer, words: string): Promise<number | undefined> {
    const asked = retryAfter(headers["retry-after"], this.clock.now());
    if (asked !== undefined && asked > longestWait) throw this.#busy(words, asked);
    return asked;
  }

  /** Does work of the same name one after the other. */
  inTurn(name: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.#turns.get(name) ?? Promise.resolve()).then(work);
    this.#turns.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  }

  close(): void {
    this.#agents.close();
  }

  #busy(words: string, milliseconds: number | undefined): RegistryError {
    const when = milliseconds === undefined ? "in a while" : `in ${Math.ceil(milliseconds / 60_000)} minutes`;
    return registryError("registry-busy", {
      registry: this.registry,
      reason: words,
      help: `Try again ${when}; what was sent whole stays there. Those who are logged in may often ask more: docker login ${this.registry}.`,
    });
  }

  async #sendOften(outgoing: Outgoing): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      let answer: Answer;
      try {
        answer = await this.#send(outgoing);
      } catch (error) {
        const isOver = attempt >= this.tries || !isPassingError(error) || error instanceof BodyUnreadable;
        if (isOver || this.signal?.aborted) throw this.connectionError(error);
        await this.wait(attempt, error instanceof Error ? error.message : String(error));
        continue;
      }
      if (!isPassing(answer.status) || attempt >= this.tries) return answer;
      const { words } = await errorAnswer(answer);
      await this.wait(attempt, words, await this.patience(answer, words));
    }
  }

  #send(outgoing: Outgoing): Promise<Answer> {
    return this.#limit(() => exchange(outgoing, { agents: this.#agents, signal: this.signal, idleMilliseconds: this.#idle }));
  }

  /** Goes where a registry keeps its bytes, without showing anybody else the login. */
  async #follow(first: Answer, outgoing: Outgoing, base: URL): Promise<Answer> {
    let answer = first;
    for (let count = 0; isRedirect(answer, outgoing.method); count++) {
      await discardBody(answer.body);
      const url = await this.location(answer);
      if (count >= mostRedirects)
        throw registryError("registry-failed", {
          registry: this.registry,
          request: outgoing.method,
          answer: `more than ${mostRedirects} redirects`,
        });
      const { authorization, ...others } = outgoing.headers;
      const headers = url.origin === base.origin && authorization !== undefined ? { ...others, authorization } : others;
      answer = await this.#sendOften({ ...outgoing, url, headers });
    }
    return answer;
  }

  #isSafe({ protocol, hostname, host }: URL): boolean {
    return protocol === "https:" || isLoopback(hostname) || this.#insecure.includes(host);
  }

  async #findBase(): Promise<URL> {
    const host = this.registry === "docker.io" ? "registry-1.docker.io" : this.registry;
    const secure = new URL(`https://${host}/v2/`);
    const plain = new URL(`http://${host}/v2/`);
    if (!this.#isSafe(plain)) return secure;
    const outgoing = { method: "GET", url: secure, headers: { "user-agent": "pipewright" } };
    try {
      const answer = await this.#send(outgoing);
      await discardBody(answer.body);
      return secure;
    } catch (error) {
      if (this.signal?.aborted) throw this.signal.reason;
      return connectionError(this.registry, error).code === "registry-without-tls" ? plain : secure;
    }
  }
}

const isRedirect = ({ status, headers }: Answer, method: string): boolean =>
  (method === "GET" || method === "HEAD") && [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;

const isStreamed = (body: Outgoing["body"]): boolean => body !== undefined && !(body instanceof Uint8Array);
