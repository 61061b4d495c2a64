/** Who asks, as a registry wants to know it. */
export type Secret =
  | { readonly kind: "password"; readonly user: string; readonly password: string }
  /** Docker's "identity token": handed to the token server for a token of short life. */
  | { readonly kind: "refresh-token"; readonly token: string }
  /** A token that the registry itself takes as it is. */
  | { readonly kind: "registry-token"; readonly token: string };

/** What was found for a registry. */
export interface Credential {
  readonly secret: Secret;
  /** Where it comes from, for messages: `/home/me/.docker/config.json`, `docker-credential-gcloud`. */
  readonly place: string;
}

/** What was found, or why what may be there can't be had. */
export interface FoundCredential {
  readonly credential: Credential | undefined;
  readonly trouble?: { readonly reason: string; readonly help: string } | undefined;
}

/**
 * Finds the login for a repository.
 * @param registry as names of images have it: `ghcr.io`, `docker.io`
 */
export type CredentialFinder = (registry: string, repository: string) => Promise<FoundCredential>;

/** Who asks, for messages: the user's name, never a secret. */
export function nameOf(credential: Credential | undefined): string {
  if (credential === undefined) return "somebody without a login";
  return credential.secret.kind === "password" ? `user "${credential.secret.user}"` : "the holder of this token";
}
