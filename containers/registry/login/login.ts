import { type Credential, type CredentialFinder, type FoundCredential, nameOf } from "../credentials/credential.ts";
import type { Answer, Outgoing } from "../http/exchange.ts";
import { type RegistryError, registryError } from "../registry-error.ts";
import { type Challenge, readChallenge } from "./challenge.ts";
import { basic, fetchToken, type Token } from "./fetch-token.ts";
import { type Scope, scopeTexts } from "./scope.ts";

export interface LoginOptions {
  readonly registry: string;
  readonly find: CredentialFinder;
  readonly send: (outgoing: Outgoing) => Promise<Answer>;
  readonly now: () => number;
  /** Whether secrets may go to this address: HTTPS, this machine, or what the command line names. */
  readonly isSafe: (url: URL) => boolean;
}

/**
 * Who asks one registry, over the time of a session: learns from its first refusal how it wants to be told, keeps a token for each set of scopes until shortly
 * before its end, and asks for a token once, however many requests wait for it. Secrets stay in here.
 */
export class Login {
  readonly #options: LoginOptions;
  readonly #found = new Map<string, Promise<FoundCredential>>();
  readonly #tokens = new Map<string, Promise<Token>>();
  #challenge: Challenge | undefined;

  constructor(options: LoginOptions) {
    this.#options = options;
  }

  /** The Authorization header as far as it is known what the registry wants. @throws RegistryError when a token is refused */
  async header(scopes: readonly Scope[]): Promise<string | undefined> {
    const challenge = this.#challenge;
    if (challenge === undefined) return undefined;
    const { credential } = await this.#credential(scopes);
    if (challenge.scheme === "basic") return credential?.secret.kind === "password" ? basic(credential.secret) : undefined;
    if (credential?.secret.kind === "registry-token") return `Bearer ${credential.secret.token}`;
    return `Bearer ${(await this.#token(challenge, scopes, credential)).text}`;
  }

  /**
   * Takes in an answer of 401.
   * @param used the header that was refused
   * @returns undefined when the request can be sent again, with another header
   */
  async learn(
    { headers }: Answer,
    scopes: readonly Scope[],
    used: string | undefined,
    isSecondTime: boolean,
  ): Promise<RegistryError | undefined> {
    const challenge = readChallenge(headers["www-authenticate"]);
    const { credential, trouble } = await this.#credential(scopes);
    if (challenge === undefined || isSecondTime) return this.refusal(scopes, credential, trouble);
    this.#challenge = challenge;
    if (challenge.scheme === "basic")
      return used?.startsWith("Basic ") || credential?.secret.kind !== "password"
        ? this.refusal(scopes, credential, trouble)
        : undefined;
    const key = scopeTexts(scopes).join(" ");
    const known = await this.#tokens.get(key)?.catch(() => undefined);
    // Another request may have fetched a new one in the meantime.
    if (used === `Bearer ${known?.text}`) this.#tokens.delete(key);
    return credential?.secret.kind === "registry-token" && used !== undefined
      ? this.refusal(scopes, credential, trouble)
      : undefined;
  }

  /** What a refusal means, from what was known of the one who asked. */
  async denial(scopes: readonly Scope[], detail: string): Promise<RegistryError> {
    const { credential, trouble } = await this.#credential(scopes);
    return this.refusal(scopes, credential, trouble, detail);
  }

  private refusal(
    scopes: readonly Scope[],
    credential: Credential | undefined,
    trouble: FoundCredential["trouble"],
    detail = "",
  ): RegistryError {
    const { registry } = this.#options;
    const wanted = scopes.find(({ actions }) => actions === "pull,push") ?? scopes[0];
    const words = {
      registry,
      action: wanted?.actions === "pull,push" ? "write" : "read",
      repository: wanted?.repository ?? "it",
      detail: detail === "" ? "" : `: ${detail}`,
    };
    if (credential === undefined && trouble !== undefined)
      return registryError("credentials-unreadable", { registry, ...trouble });
    if (credential === undefined) return registryError("registry-wants-login", words);
    const who = nameOf(credential);
    if (this.#challenge?.scheme === "basic" && detail === "")
      return registryError("registry-refused-login", { registry, who, place: credential.place, detail: "" });
    return registryError("registry-denied", {
      ...words,
      who,
      help: `The login is from ${credential.place}: does it have permission to ${words.action} there?`,
    });
  }

  #credential(scopes: readonly Scope[]): Promise<FoundCredential> {
    const { registry, find } = this.#options;
    const repository = (scopes.find(({ actions }) => actions === "pull,push") ?? scopes[0])?.repository ?? "";
    const known = this.#found.get(repository) ?? find(registry, repository);
    this.#found.set(repository, known);
    return known;
  }

  async #token(
    { realm, service, scope }: Extract<Challenge, { scheme: "bearer" }>,
    scopes: readonly Scope[],
    credential: Credential | undefined,
  ) {
    const { registry, send, now, isSafe } = this.#options;
    const texts = scopeTexts(scopes);
    const key = texts.join(" ");
    for (let pending = this.#tokens.get(key); pending !== undefined; pending = this.#tokens.get(key)) {
      const known = await pending;
      if (known.goodUntil > now()) return known;
      if (this.#tokens.get(key) === pending) this.#tokens.delete(key);
    }
    const address = URL.canParse(realm) ? new URL(realm) : undefined;
    if (address === undefined || !/^https?:$/.test(address.protocol))
      throw registryError("registry-failed", {
        registry,
        request: "The first request",
        answer: `"${realm}" as its token server`,
      });
    if (!isSafe(address)) throw registryError("registry-without-tls", { registry: address.host });
    const wishes = texts.length > 0 || scope === undefined ? texts : [scope];
    const token = fetchToken({ registry, realm: address, service, scopes: wishes, credential, now: now(), send });
    this.#tokens.set(key, token);
    token.catch(() => this.#tokens.delete(key));
    return token;
  }
}
