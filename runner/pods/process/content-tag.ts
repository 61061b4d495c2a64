/**
 * The content hash of the code in an image that is Pipewright's own. A built image's tag has a second hash, of what lies around the code, and its
 * name ends with a digest; what runs is the same code.
 */
export const contentTag = (image: string): string | undefined =>
  /:(c-[0-9a-f]{16})(?:-[0-9a-f]{16})?(?:@sha256:[0-9a-f]{64})?$/.exec(image)?.[1];
