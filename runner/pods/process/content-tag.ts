/** The content hash in the tag of an image that is Pipewright's own. */
export const contentTag = (image: string): string | undefined => /:(c-[0-9a-f]{16})$/.exec(image)?.[1];
