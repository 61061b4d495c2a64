/**
 * The wire form of a value: JSON text in which `{`, `$`, DEL and control characters inside strings are written `\uXXXX`.
 *
 * Argo replaces `{{...}}` in values and Kubernetes expands `$(...)`; of all forms tried only this one arrives byte for byte by
 * every route. An object's own braces are harmless: a key follows them, never a second brace.
 */
export function encodeWire(value: unknown): string {
  const json = JSON.stringify(value) ?? "null";
  return json.replace(/"(?:[^"\\]|\\.)*"/g, (text) => text.replace(/[{$\u007f-\u009f\u2028\u2029\ufeff]/g, escapeCharacter));
}

const escapeCharacter = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** The longest wire form that travels as an environment variable, in bytes; the kernel ends at 128 KiB. */
export const wireLimitBytes = 96 * 1024;

/** Reads a value back; any JSON text is a wire form of its value. */
export function decodeWire(text: string): unknown {
  return JSON.parse(text);
}
