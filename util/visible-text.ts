/**
 * Text of unknown origin, made safe for a terminal without hiding anything: control characters are pictures of themselves, and those that turn
 * the direction of writing are `\ufffd`. Line ends and tabs stay.
 *
 * @example
 * visibleText("a\u001b[31mb") // => "a␛[31mb"
 */
export function visibleText(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, "\ufffd");
}
