import type { ImageSink } from "../../containers/oci/image-store.ts";
import { ociLayout } from "../../containers/oci/oci-layout.ts";
import type { RegistrySession } from "../../containers/registry/registry-repository.ts";

/** Where a person wants images to be looked for. */
export interface StoreOptions {
  readonly registry: string;
  /** A folder instead of the registry. */
  readonly oci: string | undefined;
  readonly session: RegistrySession;
}

/** Where a component's images lie. */
export function storeOf(component: string, { registry, oci, session }: StoreOptions): ImageSink {
  return oci === undefined ? session.repository(`${registry}/${component}`) : ociLayout(oci, component);
}
