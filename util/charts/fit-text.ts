/**
 * How wide a text is in pixels, estimated: no fonts here to ask. Wide scripts count as one em, other letters as 0.62 em, which is a little
 * more than most system fonts need.
 */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += isWide(character) ? 1 : /[iljt.,:;'|!()[\] ]/.test(character) ? 0.36 : 0.62;
  return width * fontSize;
}

/** The text, shortened by an ellipsis at its end until it is at most `width` pixels wide. */
export function fitText(text: string, width: number, fontSize: number): string {
  const oneLine = text.replace(/\s+/g, " ").trim();
  if (textWidth(oneLine, fontSize) <= width) return oneLine;
  let kept = "";
  let used = textWidth("…", fontSize);
  for (const character of oneLine) {
    used += textWidth(character, fontSize);
    if (used > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** East Asian wide letters and emoji. */
function isWide(character: string): boolean {
  const code = character.codePointAt(0)!;
  return (
    code >= 0x1100 &&
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u.test(character)
  );
}
