import { readFileSync } from "node:fs";
import type { Credential, FoundCredential, Secret } from "./credential.ts";
import { serverKeys } from "./server-keys.ts";

/** Docker's config.json or podman's auth.json, as far as it is about logins. */
export interface LoginFile {
  readonly path: string;
  readonly logins: Readonly<Record<string, unknown>>;
  /** Programs for particular registries, by the part of their name behind `docker-credential-`. */
  readonly helpers: Readonly<Record<string, string>>;
  /** The program for all others. */
  readonly store: string | undefined;
}

export interface BrokenFile {
  readonly broken: NonNullable<FoundCredential["trouble"]>;
}

/** @returns undefined when there is no such file */
export function readLoginFile(path: string): LoginFile | BrokenFile | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    return { broken: { reason: message, help: `Make ${path} readable, or log in again: docker login.` } };
  }
  const content = parsed(text);
  // What JSON.parse says may quote the file, and with it a password.
  if (content === undefined)
    return { broken: { reason: `${path} holds no JSON object`, help: "Mend the file, or log in again: docker login." } };
  const helpers = Object.entries(recordOf(content["credHelpers"])).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string",
  );
  const store = content["credsStore"];
  return {
    path,
    logins: recordOf(content["auths"]),
    helpers: Object.fromEntries(helpers),
    store: typeof store === "string" && store !== "" ? store : undefined,
  };
}

/** The login that the file holds for a repository: podman files them by path too, and the longest path that fits counts. */
export function loginIn({ path, logins }: LoginFile, registry: string, repository: string): Credential | undefined {
  const byName = new Map(Object.entries(logins).map(([key, value]) => [bareServer(key), value]));
  const parts = repository.split("/");
  const paths = parts.map((_, index) => `${registry}/${parts.slice(0, parts.length - index).join("/")}`);
  for (const key of [...paths, ...serverKeys(registry).map(bareServer)]) {
    const secret = secretOf(recordOf(byName.get(key)));
    if (secret !== undefined) return { secret, place: path };
  }
  return undefined;
}

function secretOf({
  auth,
  username,
  password,
  identitytoken,
  registrytoken,
}: Readonly<Record<string, unknown>>): Secret | undefined {
  if (isText(registrytoken)) return { kind: "registry-token", token: registrytoken };
  if (isText(identitytoken)) return { kind: "refresh-token", token: identitytoken };
  if (isText(username) && isText(password)) return { kind: "password", user: username, password };
  if (!isText(auth)) return undefined;
  const pair = Buffer.from(auth, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  // Docker ends passwords with zeros that it filled up with.
  return colon < 1
    ? undefined
    : { kind: "password", user: pair.slice(0, colon), password: pair.slice(colon + 1).replace(/\0+$/, "") };
}

/** `https://index.docker.io/v1/` and `index.docker.io` are one server. */
const bareServer = (key: string): string => key.replace(/^https?:\/\//, "").replace(/\/(?:v[12]\/?)?$/, "");

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
