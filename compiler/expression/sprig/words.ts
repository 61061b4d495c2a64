import { lower, mapCharacters, upper } from "../go/strings.ts";
import { isSpace } from "../syntax/characters.ts";

const isUpper = (character: string) => /^\p{Lu}$/u.test(character);
const isLower = (character: string) => /^\p{Ll}$/u.test(character);
const isTitle = (character: string) => /^\p{Lt}$/u.test(character);
const isConnector = (character: string) => character === "-" || character === "_" || isSpace(character);

/** The first letter of each word as a capital. Letters, digits and underscores make words. */
export function title(text: string): string {
  let before = " ";
  return mapCharacters(text, (character) => {
    const inWord = isWordCharacter(before);
    before = character;
    return inWord ? character : upper(character);
  });
}

function isWordCharacter(character: string): boolean {
  if (character <= "\x7f") return /[0-9A-Za-z_]/.test(character);
  return /^[\p{L}\p{Nd}]$/u.test(character) || !isSpace(character);
}

/** The first character of each word as a small letter. */
export function untitle(text: string): string {
  let atStart = true;
  return mapCharacters(text, (character) => {
    const begins = atStart && !isSpace(character);
    atStart = isSpace(character);
    return begins ? lower(character) : character;
  });
}

/** Capitals become small and the other way round; a small letter at the start of a word becomes a capital too. */
export function swapCase(text: string): string {
  return mapCharacters(text, (character) => {
    if (isUpper(character) || isTitle(character)) return lower(character);
    return isLower(character) ? upper(character) : character;
  });
}

/** The first character of each word, byte by byte as sprig has it. */
export function initials(bytes: Uint8Array): string {
  let gap = true;
  let out = "";
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (isSpace(character)) gap = true;
    else if (gap) {
      out += character;
      gap = false;
    }
  }
  return out;
}

/** `some_words here` becomes `SomeWordsHere`. Connectors at the start stay, and all but one of several. */
export function pascalCase(text: string): string {
  const characters = [...text];
  const first = characters.findIndex((character) => !isConnector(character));
  if (first < 0) return text === "" ? "" : text + (characters.at(-1) as string);
  let out = characters.slice(0, first).join("");
  let previous = upper(characters[first] as string);
  let inCapitals = isUpper(characters[first] as string);
  for (let character of characters.slice(first + 1)) {
    if (isConnector(character) && isConnector(previous)) {
      out += previous;
      previous = character;
      continue;
    }
    if (isConnector(previous)) {
      inCapitals = isUpper(character);
      character = upper(character);
    } else {
      if (inCapitals) {
        if (isUpper(character)) character = lower(character);
        else inCapitals = false;
      }
      out += previous;
    }
    previous = character;
  }
  return out + previous;
}
