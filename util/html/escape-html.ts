const replacements: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Text of unknown origin, made safe to stand between tags or inside a quoted attribute of HTML, SVG or XML.
 *
 * Characters that XML has no way to write (control characters, lone surrogates, U+FFFE, U+FFFF) become U+FFFD, so that the result is
 * well-formed wherever it stands. Tab and line ends stay. Linear in the text's length.
 *
 * @example
 * escapeHtml('<b class="x">') // => '&lt;b class=&quot;x&quot;&gt;'
 */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"']/g, (character) => replacements[character] ?? character);
}
