/** The parts of an image's name that tell one content from another. */
export interface ImageReference {
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const host = "(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*(?::\\d+)?/)?";
const path = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*";
const reference = new RegExp(`^${host}${path}(?::([A-Za-z0-9_][-A-Za-z0-9_.]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$`);

/**
 * Reads the name of an image.
 * @returns undefined for text that no registry has: a space, a capital in the path, half a digest
 */
export function imageReference(text: string): ImageReference | undefined {
  const match = reference.exec(text);
  return match === null ? undefined : { tag: match[1], digest: match[2] };
}
