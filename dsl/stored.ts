import type { ArtifactType } from "./artifact.ts";
import { currentBuilder } from "./build/builder.ts";
import type { ArtifactLocation } from "./options/artifact-location.ts";
import { callerOf } from "./place.ts";
import { type ArtifactRef, makeArtifactRef } from "./ref.ts";

/**
 * An artifact that lies somewhere already, as an input: in a bucket, in a Git repository, behind an address.
 *
 * ```ts
 * statistics({ examples: stored(Examples, s3("data/taxi", { bucket: "ml" })) });
 * validate({ schema: stored(Schema, gitRepository("https://github.com/me/schemas.git", { revision: "v1.2" })) });
 * ```
 *
 * Becomes `arguments: {artifacts: [{name: examples, s3: {bucket: ml, key: data/taxi}, archive: {none: {}}}]}`. What is a tarball there
 * stays one, unless `unpack` says otherwise.
 */
export function stored<const Name extends string>(
  type: ArtifactType<Name>,
  location: ArtifactLocation,
  { unpack = false }: { readonly unpack?: boolean } = {},
): ArtifactRef<Name> {
  const builder = currentBuilder("stored(...)", callerOf(stored));
  return makeArtifactRef({ kind: "stored", location, unpack, type: type.name }, builder) as ArtifactRef<Name>;
}
