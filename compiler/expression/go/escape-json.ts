/** JSON text with what Go's encoder escapes beside the rest: `<`, `>`, `&` and two line ends. */
export function escapeGoJson(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
