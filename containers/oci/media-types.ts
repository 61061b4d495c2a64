/** Names of kinds of bytes: those of the OCI image specification, and Docker's older ones of the same shape. */
export const mediaTypes = {
  index: "application/vnd.oci.image.index.v1+json",
  manifest: "application/vnd.oci.image.manifest.v1+json",
  config: "application/vnd.oci.image.config.v1+json",
  layer: "application/vnd.oci.image.layer.v1.tar+gzip",
  dockerList: "application/vnd.docker.distribution.manifest.list.v2+json",
  dockerManifest: "application/vnd.docker.distribution.manifest.v2+json",
  dockerLayer: "application/vnd.docker.image.rootfs.diff.tar.gzip",
} as const;

/** Whether it is a list of manifests, one a platform. */
export const isIndex = (mediaType: string): boolean => mediaType === mediaTypes.index || mediaType === mediaTypes.dockerList;

/** A layer of a base as an OCI manifest names it: the same bytes, in OCI's words. */
export function ociLayerType(mediaType: string): string {
  return mediaType === mediaTypes.dockerLayer ? mediaTypes.layer : mediaType;
}
