import { credentialFinder } from "./credentials/find-credential.ts";
import { type ErrorAnswer, errorAnswer } from "./http/error-answer.ts";
import type { Answer, Outgoing } from "./http/exchange.ts";
import { isLoopback } from "./http/is-loopback.ts";
import { PatientSender } from "./http/patient-sender.ts";
import { discardBody } from "./http/read-body.ts";
import { createLimit } from "./limit.ts";
import { Login } from "./login/login.ts";
import type { Scope } from "./login/scope.ts";
import { RegistryError, registryError } from "./registry-error.ts";
import type { RegistryOptions, TransferEvent } from "./registry-options.ts";

/** A request to a registry. */
export interface Ask {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Behind `/v2/`, or a whole address that the registry gave. */
  readonly to: string | URL;
  readonly scopes: readonly Scope[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Outgoing["body"];
  /** It is not tried again here when the registry is busy or the connection breaks: uploads look after that themselves. */
  readonly once?: boolean;
  /** Reads the body too, of at most so many bytes. */
  readonly whole?: number;
}

const mostRedirects = 8;
const mostTokenBytes = 256 * 1024;
const agent = { "user-agent": "pipewright" };

/** The way to one registry: where it is, who asks, and where it leads to. */
export class RegistryConnection {
  readonly registry: string;
  readonly sender: PatientSender;
  readonly signal: AbortSignal | undefined;
  readonly chunkBytes: number | undefined;
  readonly tell: (event: TransferEvent) => void;
  /** Bounds the uploads. */
  readonly upload: <T>(work: () => Promise<T>) => Promise<T>;
  readonly #login: Login;
  readonly #insecure: readonly string[];
  readonly #turns = new Map<string, Promise<void>>();
  #base: Promise<URL> | undefined;

  constructor(registry: string, options: RegistryOptions = {}) {
    this.registry = registry;
    this.sender = new PatientSender(registry, options);
    this.signal = options.signal;
    this.chunkBytes = options.chunkBytes;
    this.tell = options.tell ?? (() => {});
    this.upload = createLimit(options.uploadsAtOnce ?? 4);
    this.#insecure = options.insecure ?? [];
    this.#login = new Login({
      registry,
      find: options.credentials ?? credentialFinder(),
      send: (outgoing) =>
        this.sender.sendOften({ ...outgoing, headers: { ...agent, ...outgoing.headers } }, { whole: mostTokenBytes }),
      now: this.sender.clock.now,
      isSafe: (url) => this.#isSafe(url),
    });
  }

  /**
   * Sends a request as whom the registry wants it from, and follows where it leads.
   * @returns an answer that is no refusal of the login, and after so many tries possibly that of a busy registry
   * @throws RegistryError; the signal's reason; with `once` the error of a connection as it is
   */
  async request(ask: Ask): Promise<Answer> {
    const base = await this.base();
    const url = typeof ask.to === "string" ? new URL(ask.to, base) : ask.to;
    for (let round = 0; ; round++) {
      const used = url.origin === base.origin ? await this.#login.header(ask.scopes) : undefined;
      const headers = { ...agent, ...ask.headers, ...(used === undefined ? {} : { authorization: used }) };
      const outgoing = { method: ask.method, url, headers, body: ask.body };
      const first = ask.once === true ? await this.sender.send(outgoing) : await this.sender.sendOften(outgoing, ask);
      const answer = await this.#follow(first, outgoing, base, ask.whole);
      if (answer.status !== 401 || answer.url.origin !== base.origin) return answer;
      const refusal = await this.#login.learn(answer, ask.scopes, used, round > 0);
      // What streams can't be sent from here again: who sends it asks how far it came.
      if (refusal === undefined && isStreamed(ask.body)) return answer;
      await discardBody(answer.body);
      if (refusal !== undefined) throw refusal;
    }
  }

  /** Where the API is: `https://ghcr.io/v2/`. Plain HTTP only for this machine, and for hosts that the options name. */
  async base(): Promise<URL> {
    this.#base ??= this.#findBase();
    try {
      return await this.#base;
    } catch (error) {
      // It may be there later.
      this.#base = undefined;
      throw error;
    }
  }

  /** Where an answer leads to; a registry may forget that it stands behind HTTPS. */
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

  /** The same of one that was read. */
  async refusalOf({ status, codes, words }: ErrorAnswer, request: string, scopes: readonly Scope[]): Promise<RegistryError> {
    const { registry } = this;
    if (status === 401 || status === 403) return this.#login.denial(scopes, words);
    if (codes.includes("NAME_UNKNOWN") || (status === 404 && codes.includes("RepositoryNotFoundException")))
      return registryError("registry-repository-missing", { registry, repository: scopes[0]?.repository ?? "" });
    if (status === 429 || status === 503) return this.sender.busy(words);
    return registryError("registry-failed", { registry, request, answer: words });
  }

  /** Does work of the same name one after the other. */
  inTurn(name: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.#turns.get(name) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => undefined);
    this.#turns.set(name, settled);
    return turn;
  }

  close(): void {
    this.sender.close();
  }

  /** Goes where a registry keeps its bytes, without showing anybody else the login. */
  async #follow(first: Answer, outgoing: Outgoing, base: URL, whole: number | undefined): Promise<Answer> {
    const { registry } = this;
    let answer = first;
    for (let count = 0; isRedirect(answer, outgoing.method); count++) {
      await discardBody(answer.body);
      const url = await this.location(answer);
      if (count >= mostRedirects)
        throw registryError("registry-failed", {
          registry,
          request: outgoing.method,
          answer: `more than ${mostRedirects} redirects`,
        });
      const { authorization, ...others } = outgoing.headers;
      const headers = url.origin === base.origin && authorization !== undefined ? { ...others, authorization } : others;
      answer = await this.sender.sendOften({ ...outgoing, url, headers }, { whole });
    }
    return answer;
  }

  /** Plain HTTP is for this machine; but no registry elsewhere may lead there. */
  #isSafe({ protocol, hostname, host }: URL): boolean {
    if (protocol !== "http:") return protocol === "https:";
    const isNear = isLoopback(new URL(`http://${this.registry}`).hostname) || this.#insecure.includes(this.registry);
    return this.#insecure.includes(host) || (isNear && isLoopback(hostname));
  }

  async #findBase(): Promise<URL> {
    const host = this.registry === "docker.io" ? "registry-1.docker.io" : this.registry;
    const secure = new URL(`https://${host}/v2/`);
    const plain = new URL(`http://${host}/v2/`);
    if (!this.#isSafe(plain)) return secure;
    try {
      const answer = await this.sender.sendOften(
        { method: "GET", url: secure, headers: agent },
        { tries: Math.min(3, this.sender.tries) },
      );
      await discardBody(answer.body);
      return secure;
    } catch (error) {
      if (error instanceof RegistryError && error.code === "registry-without-tls") return plain;
      throw error;
    }
  }
}

const isRedirect = ({ status, headers }: Answer, method: string): boolean =>
  (method === "GET" || method === "HEAD") && [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;

const isStreamed = (body: Outgoing["body"]): boolean => body !== undefined && !(body instanceof Uint8Array);
