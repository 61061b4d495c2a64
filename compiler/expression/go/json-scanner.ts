import { panic } from "./go-panic.ts";
import { quote } from "./quote.ts";
import { replaceStrayBytes } from "./utf8.ts";

/** What a JSON text's parts become. */
export interface JsonBuilder<V> {
  readonly literal: (value: null | boolean) => V;
  readonly number: (text: string) => V;
  readonly string: (text: string) => V;
  readonly array: (items: readonly V[]) => V;
  readonly object: (entries: readonly (readonly [string, V])[]) => V;
}

const MAX_DEPTH = 10_000;
const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\", "/": "/" };

/** Reads a JSON text, with the words of Go's encoding/json for what is wrong with it. @throws GoPanic */
export function scanJson<V>(text: string, builder: JsonBuilder<V>): V {
  const scanner = new JsonScanner(text, builder);
  return scanner.document();
}

class JsonScanner<V> {
  readonly #text: string;
  readonly #builder: JsonBuilder<V>;
  #at = 0;
  #depth = 0;

  constructor(text: string, builder: JsonBuilder<V>) {
    this.#text = text;
    this.#builder = builder;
  }

  document(): V {
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) this.#invalid("after top-level value");
    return value;
  }

  #value(): V {
    this.#space();
    const first = this.#peek();
    if (first === "{") return this.#object();
    if (first === "[") return this.#array();
    if (first === '"') return this.#builder.string(this.#string());
    if (/[-0-9]/.test(first)) return this.#builder.number(this.#number());
    for (const [word, value] of [
      ["true", true],
      ["false", false],
      ["null", null],
    ] as const) {
      if (first === word[0]) return this.#literal(word, value);
    }
    return this.#invalid("looking for beginning of value");
  }

  #literal(word: string, value: null | boolean): V {
    for (const expected of word) {
      if (this.#text[this.#at] !== expected) this.#invalid(`in literal ${word} (expecting ${quoteCharacter(expected)})`);
      this.#at += 1;
    }
    return this.#builder.literal(value);
  }

  #array(): V {
    this.#open();
    const items: V[] = [];
    if (this.#closes("]")) return this.#builder.array(items);
    for (;;) {
      items.push(this.#value());
      if (this.#endsAfter("]", "after array element")) return this.#builder.array(items);
    }
  }

  #object(): V {
    this.#open();
    const entries: [string, V][] = [];
    if (this.#closes("}")) return this.#builder.object(entries);
    for (;;) {
      this.#space();
      if (this.#peek() !== '"') this.#invalid("looking for beginning of object key string");
      const key = this.#string();
      this.#space();
      if (this.#peek() !== ":") this.#invalid("after object key");
      this.#at += 1;
      entries.push([key, this.#value()]);
      if (this.#endsAfter("}", "after object key:value pair")) return this.#builder.object(entries);
    }
  }

  #open(): void {
    this.#at += 1;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) panic("exceeded max depth");
  }

  #closes(bracket: string): boolean {
    this.#space();
    if (this.#peek() !== bracket) return false;
    this.#at += 1;
    this.#depth -= 1;
    return true;
  }

  /** Takes the comma or the end after an element. */
  #endsAfter(bracket: string, where: string): boolean {
    if (this.#closes(bracket)) return true;
    if (this.#peek() !== ",") this.#invalid(where);
    this.#at += 1;
    return false;
  }

  #number(): string {
    const from = this.#at;
    if (this.#text[this.#at] === "-") this.#at += 1;
    if (this.#text[this.#at] === "0") this.#at += 1;
    else this.#digits("in numeric literal");
    if (this.#text[this.#at] === ".") {
      this.#at += 1;
      this.#digits("after decimal point in numeric literal");
    }
    if (/[eE]/.test(this.#text[this.#at] ?? "")) {
      this.#at += 1;
      if (/[-+]/.test(this.#text[this.#at] ?? "")) this.#at += 1;
      this.#digits("in exponent of numeric literal");
    }
    return this.#text.slice(from, this.#at);
  }

  #digits(where: string): void {
    if (!/[0-9]/.test(this.#text[this.#at] ?? "")) this.#invalid(where);
    while (/[0-9]/.test(this.#text[this.#at] ?? "")) this.#at += 1;
  }

  #string(): string {
    this.#at += 1;
    let out = "";
    for (;;) {
      const character = this.#peek();
      if (character < " ") this.#invalid("in string literal");
      this.#at += 1;
      if (character === '"') return replaceStrayBytes(out.toWellFormed());
      out += character === "\\" ? this.#escape() : character;
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at] ?? "";
    const simple = ESCAPES[letter];
    if (simple === undefined && letter !== "u") this.#invalid("in string escape code");
    this.#at += 1;
    if (simple !== undefined) return simple;
    const from = this.#at;
    for (let i = 0; i < 4; i++) {
      if (!/[0-9a-fA-F]/.test(this.#text[this.#at] ?? "")) this.#invalid("in \\u hexadecimal character escape");
      this.#at += 1;
    }
    return String.fromCharCode(Number.parseInt(this.#text.slice(from, this.#at), 16));
  }

  #space(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? "")) this.#at += 1;
  }

  #peek(): string {
    return this.#text[this.#at] ?? panic("unexpected end of JSON input");
  }

  #invalid(where: string): never {
    return panic(`invalid character ${quoteCharacter(firstByte(this.#text, this.#at))} ${where}`);
  }
}

/** Go looks at bytes: of a longer character it names the first one. Where the text ends it takes a blank for the next one. */
function firstByte(text: string, at: number): string {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  return String.fromCharCode(new TextEncoder().encode(character)[0] ?? 0);
}

function quoteCharacter(character: string): string {
  if (character === "'") return "'\\''";
  if (character === '"') return `'"'`;
  return `'${quote(character).slice(1, -1)}'`;
}
