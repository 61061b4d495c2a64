import type { Credential } from "../credentials/credential.ts";
import { nameOf } from "../credentials/credential.ts";
import { errorAnswer } from "../http/error-answer.ts";
import type { Answer, Outgoing } from "../http/exchange.ts";
import { readBody } from "../http/read-body.ts";
import { registryError } from "../registry-error.ts";

/** A token of short life. */
export interface Token {
  readonly text: string;
  /** Milliseconds since 1970: from then on another one is asked for. */
  readonly goodUntil: number;
}

export interface TokenWish {
  readonly registry: string;
  readonly realm: URL;
  readonly service: string | undefined;
  /** Such as `repository:taxi/train:pull,push`. */
  readonly scopes: readonly string[];
  readonly credential: Credential | undefined;
  readonly now: number;
  /** Sends a request, as often as it takes. */
  readonly send: (outgoing: Outgoing) => Promise<Answer>;
}

/** The specification's own, for servers that say nothing. */
const usualSeconds = 60;
const mostBytes = 256 * 1024;

/**
 * Asks a token server for a token: by name and password, by a refresh token, or as nobody in particular.
 * @throws RegistryError `registry-refused-login`, `registry-wants-login`, `registry-failed`
 */
export async function fetchToken(wish: TokenWish): Promise<Token> {
  const { registry, realm, credential, now } = wish;
  const answer = await wish.send(tokenRequest(wish));
  if (answer.status !== 200) {
    const { words } = await errorAnswer(answer);
    if (answer.status !== 401 && answer.status !== 403)
      throw registryError("registry-failed", { registry, request: `The request for a token at ${realm.host}`, answer: words });
    if (credential === undefined)
      throw registryError("registry-wants-login", { registry, action: "use", ...placeOf(wish), detail: "" });
    throw registryError("registry-refused-login", {
      registry,
      who: nameOf(credential),
      place: credential.place,
      detail: `: ${words}`,
    });
  }
  const content = tokenIn(Buffer.from(await readBody(answer.body, mostBytes)).toString());
  if (content === undefined)
    throw registryError("registry-failed", {
      registry,
      request: `The request for a token at ${realm.host}`,
      answer: "something else",
    });
  const seconds = content.seconds ?? usualSeconds;
  // Renewed before its end: a request is on its way for some time.
  return { text: content.text, goodUntil: now + 1000 * (seconds - Math.min(10, seconds / 5)) };
}

function tokenRequest({ realm, service, scopes, credential }: TokenWish): Outgoing {
  const secret = credential?.secret;
  if (secret?.kind === "refresh-token") {
    const form = new URLSearchParams({ grant_type: "refresh_token", client_id: "pipewright", refresh_token: secret.token });
    if (service !== undefined) form.set("service", service);
    if (scopes.length > 0) form.set("scope", scopes.join(" "));
    const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
    return { method: "POST", url: realm, headers, body: Buffer.from(form.toString()) };
  }
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set("service", service);
  for (const scope of scopes) url.searchParams.append("scope", scope);
  if (secret?.kind !== "password") return { method: "GET", url, headers: { accept: "application/json" } };
  url.searchParams.set("account", secret.user);
  return { method: "GET", url, headers: { accept: "application/json", authorization: basic(secret) } };
}

/** The value of an Authorization header. */
export const basic = ({ user, password }: { readonly user: string; readonly password: string }): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

const placeOf = ({ scopes }: TokenWish) => ({ repository: scopes.map((scope) => scope.split(":")[1]).join(" and ") || "it" });

function tokenIn(text: string): { readonly text: string; readonly seconds: number | undefined } | undefined {
  try {
    const { token, access_token: access, expires_in: seconds } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const found = typeof token === "string" && token !== "" ? token : access;
    if (typeof found !== "string" || found === "" || /[^\u0021-\u007e]/.test(found)) return undefined;
    return { text: found, seconds: typeof seconds === "number" && seconds > 0 ? seconds : undefined };
  } catch {
    return undefined;
  }
}
