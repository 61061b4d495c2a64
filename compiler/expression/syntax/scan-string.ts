import { type CharacterCursor, END } from "./character-cursor.ts";
import { unescapeLiteral } from "./unescape.ts";

const BAD_ESCAPE = "invalid char escape";

/**
 * Reads a quoted literal to its end; the opening quote has been read.
 *
 * @param from where the opening quote stands
 * @returns what the literal holds
 */
export function scanString(cursor: CharacterCursor, quote: string, from: number, bytes: boolean): string {
  for (;;) {
    const character = cursor.next();
    if (character === quote) break;
    if (character === END) cursor.fail("literal not terminated", true);
    if (character === "\n") cursor.fail("literal not terminated");
    if (character === "\\") skipEscape(cursor, quote);
  }
  return unescapeLiteral(cursor.text(from), bytes) ?? cursor.fail("unable to unescape string");
}

function skipEscape(cursor: CharacterCursor, quote: string): void {
  const letter = cursor.next();
  if (letter === END) cursor.fail(BAD_ESCAPE, true);
  if (letter === quote || "abfnrtv\\".includes(letter)) return;
  if (/[0-7]/.test(letter)) skipDigits(cursor, 2, /[0-7]/);
  else if (letter === "x") skipDigits(cursor, 2, /[0-9a-fA-F]/);
  else if (letter === "u" && cursor.accept("{")) skipBraced(cursor);
  else if (letter === "u") skipDigits(cursor, 4, /[0-9a-fA-F]/);
  else if (letter === "U") skipDigits(cursor, 8, /[0-9a-fA-F]/);
  else cursor.fail(BAD_ESCAPE);
}

function skipDigits(cursor: CharacterCursor, count: number, digit: RegExp): void {
  for (let i = 0; i < count; i++) {
    const character = cursor.next();
    if (!digit.test(character)) cursor.fail(BAD_ESCAPE, character === END);
  }
}

function skipBraced(cursor: CharacterCursor): void {
  let digits = 0;
  while (cursor.peek() !== "}") {
    if (digits === 6 || !/[0-9a-fA-F]/.test(cursor.peek())) cursor.fail(BAD_ESCAPE);
    cursor.next();
    digits += 1;
  }
  if (digits === 0) cursor.fail(BAD_ESCAPE);
  cursor.next();
}
