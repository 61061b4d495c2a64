import { lower } from "../go/strings.ts";
import { isSpace } from "../syntax/characters.ts";

type WordKind = "number" | "upper" | "alphabet" | "connector" | "punctuation" | "other";

interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

const isUpper = (character: string) => /^\p{Lu}$/u.test(character);
const isNumber = (character: string) => /^\p{N}$/u.test(character);
const isPunctuation = (character: string) => /^\p{P}$/u.test(character);
const isConnector = (character: string) => character === "-" || character === "_" || isSpace(character);
/** Han characters belong to no word of letters. */
const isAlphabet = (character: string) =>
  /^\p{L}$/u.test(character) && !/^[\u3400-\u4d85\u4e00-\u9fcc\u{20000}-\u{2b81d}]$/u.test(character);

/** `HTTPServer2xx` as `http_server_2xx`: words of letters and numbers, joined by `connector`, in small letters. */
export function joinedWords(text: string, connector: "_" | "-"): string {
  const words = split([...text]);
  let out = "";
  let at = 0;
  const write = (word: Word) => (out += shown(word, connector));
  while (at < words.length - 1) {
    const word = words[at] as Word;
    if (word.kind !== "connector") write(word);
    at += 1;
    let next = words[at] as Word;
    const last = () => at >= words.length - 1;
    if (word.kind === "number") {
      while (at < words.length && (next.kind === "alphabet" || next.kind === "number")) {
        write(next);
        at += 1;
        next = words[at] as Word;
      }
      if (at < words.length && next.kind !== "punctuation" && next.kind !== "connector") out += connector;
    } else if (word.kind === "connector") write(word);
    else if (word.kind !== "punctuation") {
      if (next.kind !== "number") {
        if (next.kind !== "connector" && next.kind !== "punctuation") out += connector;
        continue;
      }
      if (last()) continue;
      const number = next;
      at += 1;
      next = words[at] as Word;
      // A number that no small letters follow belongs to the word before it: Bld4Floor is bld4_floor.
      if (next.kind !== "alphabet") {
        write(number);
        if (next.kind !== "connector" && next.kind !== "punctuation") out += connector;
        continue;
      }
      out += connector;
      write(number);
      while (at < words.length && (next.kind === "alphabet" || next.kind === "number")) {
        write(next);
        at += 1;
        next = words[at] as Word;
      }
      if (at < words.length && next.kind !== "connector" && next.kind !== "punctuation") out += connector;
    }
  }
  const last = words[at];
  return last === undefined ? out : out + shown(last, connector);
}

function shown({ kind, text }: Word, connector: string): string {
  if (kind !== "upper" && kind !== "connector") return text;
  return [...text]
    .map((character) => (isConnector(character) ? connector : isUpper(character) ? lower(character) : character))
    .join("");
}

function split(characters: readonly string[]): readonly Word[] {
  const words: Word[] = [];
  for (let at = 0; at < characters.length; ) {
    const word = readWord(characters, at);
    words.push(word);
    at += [...word.text].length;
  }
  return words;
}

function readWord(characters: readonly string[], at: number): Word {
  const first = characters[at] as string;
  const run = (kind: WordKind, belongs: (character: string) => boolean, from = at + 1): Word => {
    let end = from;
    while (end < characters.length && belongs(characters[end] as string)) end += 1;
    return { kind, text: characters.slice(at, end).join("") };
  };
  if (isConnector(first)) return run("connector", isConnector);
  if (isPunctuation(first)) return run("punctuation", isPunctuation);
  if (isUpper(first)) return readCapitals(characters, at, run);
  if (isAlphabet(first)) return run("alphabet", (character) => isAlphabet(character) && !isUpper(character));
  if (isNumber(first)) return run("number", isNumber);
  return run(
    "other",
    (character) => !isConnector(character) && !isAlphabet(character) && !isNumber(character) && !isPunctuation(character),
  );
}

/** Several capitals are one word, but the last of them begins the next one when a small letter follows. */
function readCapitals(
  characters: readonly string[],
  at: number,
  run: (kind: WordKind, belongs: (character: string) => boolean, from?: number) => Word,
): Word {
  const second = characters[at + 1];
  if (second === undefined || !isUpper(second)) return run("upper", (character) => isAlphabet(character) && !isUpper(character));
  const word = run("upper", isUpper);
  const length = [...word.text].length;
  const next = characters[at + length];
  if (next === undefined || !isAlphabet(next)) return word;
  return { kind: "upper", text: characters.slice(at, at + length - 1).join("") };
}
