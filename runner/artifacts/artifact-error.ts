/** An artifact that can't be had or kept, in words that Argo would use where it has some. */
export class ArtifactError extends Error {
  override readonly name = "ArtifactError";
  /** Whether there simply is nothing: an optional input may be so. */
  readonly notFound: boolean;

  constructor(message: string, options: { readonly notFound?: boolean } = {}) {
    super(message);
    this.notFound = options.notFound === true;
  }
}

/** What an S3-compatible store says of a key under which nothing lies. */
export const noSuchKey = (): ArtifactError => new ArtifactError("The specified key does not exist.", { notFound: true });
