import type { Descriptor, ImageSink } from "../oci/image-store.ts";
import { hasBlob } from "./blobs/has-blob.ts";
import { putBlob } from "./blobs/put-blob.ts";
import { readBlob } from "./blobs/read-blob.ts";
import { RegistryConnection } from "./connection.ts";
import { type ImageReference, parseReference } from "./image-reference.ts";
import { describeManifest, getManifest } from "./manifests/get-manifest.ts";
import { listTags } from "./manifests/list-tags.ts";
import { putManifest } from "./manifests/put-manifest.ts";
import { referrers } from "./manifests/referrers.ts";
import type { RegistryOptions } from "./registry-options.ts";

/** A repository in a registry: what any store of images can, and what registries know besides. */
export interface RegistryRepository extends ImageSink {
  /** What a tag leads to, without reading it. */
  readonly describe: (reference: string) => Promise<Descriptor | undefined>;
  /** The manifests about another one: SBOM, provenance, signatures. */
  readonly referrers: (digest: string, artifactType?: string) => Promise<readonly Descriptor[]>;
  readonly tags: () => Promise<readonly string[]>;
}

/** Several repositories over the same connections, with the same tokens and bounds. */
export interface RegistrySession {
  /** @throws RegistryError `image-name-invalid` */
  readonly repository: (reference: string | ImageReference) => RegistryRepository;
  /** Ends the connections. Left out, they hold no process back. */
  readonly close: () => void;
}

/**
 * Opens the way to registries. Nothing is asked of any before it is needed.
 *
 * @example
 * const session = openRegistries({ insecure: ["registry.local:5000"] });
 * const base = await session.repository("gcr.io/distroless/nodejs24-debian13").manifest("nonroot");
 */
export function openRegistries(options: RegistryOptions = {}): RegistrySession {
  const connections = new Map<string, RegistryConnection>();
  return {
    repository: (reference) => {
      const { registry, repository } = typeof reference === "string" ? parseReference(reference) : reference;
      const connection = connections.get(registry) ?? new RegistryConnection(registry, options);
      connections.set(registry, connection);
      return repositoryOf(connection, repository);
    },
    close: () => {
      for (const connection of connections.values()) connection.close();
    },
  };
}

/**
 * One repository in a registry. A tag or digest in its name means nothing here.
 *
 * @example
 * const repository = registryRepository("localhost:5000/taxi/train");
 * await repository.putBlob(layer);
 * await repository.putManifest("v1", manifest);
 * @throws RegistryError `image-name-invalid`; its functions with the other codes of compiler/messages/registry.md
 */
export function registryRepository(reference: string | ImageReference, options: RegistryOptions = {}): RegistryRepository {
  return openRegistries(options).repository(reference);
}

function repositoryOf(connection: RegistryConnection, repository: string): RegistryRepository {
  return Object.freeze({
    name: `${connection.registry}/${repository}`,
    manifest: (reference) => getManifest(connection, repository, reference),
    describe: (reference) => describeManifest(connection, repository, reference),
    blob: (descriptor) => readBlob(connection, repository, descriptor),
    hasBlob: (digest) => hasBlob(connection, repository, digest),
    putBlob: (blob) => putBlob(connection, repository, blob),
    putManifest: (reference, manifest) => putManifest(connection, repository, reference, manifest),
    referrers: (digest, artifactType) => referrers(connection, repository, digest, artifactType),
    tags: () => listTags(connection, repository),
  } satisfies RegistryRepository);
}
