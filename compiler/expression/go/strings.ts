import { replaceStrayBytes, toBytes } from "./utf8.ts";

const SPACE = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const SPACES_AROUND = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");

/** Without the blanks around it. */
export function trimSpace(text: string): string {
  return text.replace(SPACES_AROUND, "");
}

/** Without those characters at its ends that are in `set`. */
export function trimCharacters(text: string, set: string, ends: "both" | "start" | "end" = "both"): string {
  const wanted = new Set(set);
  const characters = [...text];
  let from = 0;
  let to = characters.length;
  if (ends !== "end") while (from < to && wanted.has(characters[from] as string)) from += 1;
  if (ends !== "start") while (to > from && wanted.has(characters[to - 1] as string)) to -= 1;
  return characters.slice(from, to).join("");
}

/** Without a part at its start or end, when that is there. */
export function cut(text: string, part: string, end: "start" | "end"): string {
  if (end === "start") return text.startsWith(part) ? text.slice(part.length) : text;
  return text.endsWith(part) ? text.slice(0, text.length - part.length) : text;
}

/** Letters with an iota below have a capital of their own, which JavaScript writes as two letters. */
const IOTA = /[\u1f80-\u1f87\u1f90-\u1f97\u1fa0-\u1fa7]/;
const IOTA_CAPITALS: Readonly<Record<string, string>> = { "\u1fb3": "\u1fbc", "\u1fc3": "\u1fcc", "\u1ff3": "\u1ffc" };

/** Capitals, one for each character: `ß` stays. */
export function upper(text: string): string {
  return mapCharacters(text, (character) => {
    if (IOTA.test(character)) return String.fromCharCode(character.charCodeAt(0) + 8);
    const capital = IOTA_CAPITALS[character] ?? character.toUpperCase();
    return [...capital].length === 1 ? capital : character;
  });
}

/** Small letters, one for each character. */
export function lower(text: string): string {
  return mapCharacters(text, (character) => [...character.toLowerCase()][0] ?? character);
}

/** Bytes that are no UTF-8 become U+FFFD on the way. */
export function mapCharacters(text: string, change: (character: string) => string): string {
  let out = "";
  for (const character of text) out += change(character);
  return replaceStrayBytes(out);
}

/**
 * The parts of a text between separators; an empty separator splits into characters.
 *
 * @param limit how many parts at most, the last one being the rest; below 0 means all, 0 none
 * @param keep whether a separator stays at the end of its part
 */
export function split(text: string, separator: string, limit = -1, keep = false): string[] {
  if (limit === 0) return [];
  if (separator === "") return characters(text, limit);
  const parts: string[] = [];
  let rest = text;
  while (limit < 0 || parts.length < limit - 1) {
    const at = rest.indexOf(separator);
    if (at < 0) break;
    parts.push(rest.slice(0, keep ? at + separator.length : at));
    rest = rest.slice(at + separator.length);
  }
  parts.push(rest);
  return parts;
}

function characters(text: string, limit: number): string[] {
  const all = [...text];
  if (limit < 0 || all.length <= limit) return all;
  return [...all.slice(0, limit - 1), all.slice(limit - 1).join("")];
}

/** Replaces the first `limit` places, all when it is below 0. An empty `from` stands before each character and at the end. */
export function replaceText(text: string, from: string, to: string, limit = -1): string {
  if (limit === 0 || from === to) return text;
  if (from === "") return insertBetween(text, to, limit);
  const parts = split(text, from, limit < 0 ? -1 : limit + 1);
  return parts.join(to);
}

function insertBetween(text: string, to: string, limit: number): string {
  let left = limit < 0 ? Number.POSITIVE_INFINITY : limit;
  let out = "";
  for (const character of text) {
    out += left > 0 ? to + character : character;
    left -= 1;
  }
  return left > 0 ? out + to : out;
}

/** Where a part begins, in bytes; -1 when it is not there. */
export function indexOfBytes(text: string, part: string): number {
  const at = text.indexOf(part);
  return at < 0 ? -1 : toBytes(text.slice(0, at)).length;
}

export function lastIndexOfBytes(text: string, part: string): number {
  const at = text.lastIndexOf(part);
  return at < 0 ? -1 : toBytes(text.slice(0, at)).length;
}
