/** Names a package of npm wherever it comes from (package-url specification): `pkg:npm/%40duckdb/node-api@1.5.5-r.5`. */
export function npmUrl(name: string, version: string): string {
  return `pkg:npm/${name.split("/").map(encodeURIComponent).join("/")}@${encodeURIComponent(version)}`;
}

/** What is known of an image by its name. */
export interface ImagePlace {
  /** The last part of the repository's path. */
  readonly name: string;
  readonly digest: string;
  /** `amd64` */
  readonly architecture?: string;
  /** `gcr.io/distroless/nodejs24-debian13`; absent for one that may lie anywhere. */
  readonly repository?: string;
}

/** Names an image by its digest: `pkg:oci/nodejs24-debian13@sha256%3A…?repository_url=gcr.io/distroless/nodejs24-debian13`. */
export function imageUrl({ name, digest, architecture, repository }: ImagePlace): string {
  const qualifiers = [
    ...(architecture === undefined ? [] : [`arch=${architecture}`]),
    ...(repository === undefined ? [] : [`repository_url=${encodeURIComponent(repository).replaceAll("%2F", "/")}`]),
  ];
  const tail = qualifiers.length === 0 ? "" : `?${qualifiers.join("&")}`;
  return `pkg:oci/${encodeURIComponent(name.toLowerCase())}@${encodeURIComponent(digest)}${tail}`;
}
