/**
 * The wire form of a value: JSON text in which `{`, `$`, DEL and control characters inside strings are written `\uXXXX`.
 *
 * Argo replaces `{{...}}` in values and Kubernetes expands `$(...)`; of all forms tried only this one arrives byte for byte by
 * every route. An object's own braces are harmless: a key follows them, never a second brace.
 */
export function encodeWire(value: unknown): string {
  const json = JSON.stringify(value) ?? "null";
  return json.replace(/"(?:[^"\\]|\\.)*"/g, (text) => text.replace(special, escapeCharacter));
}

/** Beside them, beyond the first plane, what Go does not print: the controller writes it as `\\U0010ffff`, which is no JSON. */
const special = /[{$\u007f-\u009f\u2028\u2029\ufeff]|(?=[\u{10000}-\u{10ffff}])[^\p{L}\p{M}\p{N}\p{P}\p{S}]/gu;

const escapeCharacter = (character: string): string =>
  character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/** The longest wire form that travels as an environment variable, in bytes; the kernel ends at 128 KiB. */
export const wireLimitBytes = 96 * 1024;

/** Reads a value back; any JSON text is a wire form of its value. */
export function decodeWire(text: string): unknown {
  return JSON.parse(text);
}
