import type { RepositoryPlace } from "../../containers/images/base.ts";
import type { ImageSink } from "../../containers/oci/image-store.ts";
import { parseReference } from "../../containers/registry/image-reference.ts";
import type { RegistrySession } from "../../containers/registry/registry-repository.ts";

/** A repository of a registry, as a name leads to it. */
export interface OpenRepository {
  readonly sink: ImageSink;
  /** What the name means there; `latest` when it says nothing. */
  readonly reference: string;
  readonly place: RepositoryPlace;
}

/** Opens what a name leads to. Nothing is asked before it is needed. @throws RegistryError `image-name-invalid` */
export function openRepository(name: string, session: RegistrySession): OpenRepository {
  const reference = parseReference(name);
  return {
    sink: session.repository(reference),
    reference: reference.digest ?? reference.tag ?? "latest",
    place: { registry: reference.registry, repository: reference.repository },
  };
}
