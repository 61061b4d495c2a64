import type { CredentialFinder, FoundCredential } from "./credential.ts";
import { credentialFiles } from "./credential-files.ts";
import { askHelper } from "./credential-helper.ts";
import { type LoginFile, loginIn, readLoginFile } from "./login-file.ts";
import { serverKeys } from "./server-keys.ts";

type AskHelper = (name: string, server: string) => Promise<FoundCredential>;
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Looks where Docker, podman and skopeo keep logins, in this order: `$REGISTRY_AUTH_FILE`, Docker's config.json, podman's auth.json. Within a file a helper for
 * this very registry goes first, then what is written there, then the helper for all.
 *
 * A file or a program that fails is remembered and not thrown: most reading needs no login.
 */
export function credentialFinder(environment: Environment = process.env): CredentialFinder {
  const asked = new Map<string, Promise<FoundCredential>>();
  // A helper takes its time, and ten repositories are one registry.
  const askOnce: AskHelper = (name, server) => {
    const key = JSON.stringify([name, server]);
    const answer = asked.get(key) ?? askHelper(name, server, environment);
    asked.set(key, answer);
    return answer;
  };
  return async (registry, repository) => {
    let trouble: FoundCredential["trouble"];
    for (const path of credentialFiles(environment)) {
      const file = readLoginFile(path);
      if (file === undefined) continue;
      const found =
        "broken" in file ? { credential: undefined, trouble: file.broken } : await findIn(file, registry, repository, askOnce);
      if (found.credential !== undefined) return found;
      trouble ??= found.trouble;
    }
    return { credential: undefined, trouble };
  };
}

async function findIn(file: LoginFile, registry: string, repository: string, ask: AskHelper): Promise<FoundCredential> {
  const keys = serverKeys(registry);
  const own = keys.map((key) => file.helpers[key]).find((name) => name !== undefined);
  if (own !== undefined) return firstOf(keys, (key) => ask(own, key));
  const written = loginIn(file, registry, repository);
  if (written !== undefined) return { credential: written };
  if (file.store === undefined) return { credential: undefined };
  const { store } = file;
  return firstOf(keys, (key) => ask(store, key));
}

async function firstOf(keys: readonly string[], ask: (key: string) => Promise<FoundCredential>): Promise<FoundCredential> {
  for (const key of keys) {
    const found = await ask(key);
    if (found.credential !== undefined || found.trouble !== undefined) return found;
  }
  return { credential: undefined };
}
