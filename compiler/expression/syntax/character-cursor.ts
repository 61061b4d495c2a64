import { ExpressionError } from "../expression-error.ts";

/** The end of the source, which no character equals. */
export const END = "";

/** A place in a source, character by character. */
export class CharacterCursor {
  readonly source: string;
  readonly #characters: readonly string[];
  #at = 0;

  constructor(source: string) {
    this.source = source;
    this.#characters = [...source];
  }

  get at(): number {
    return this.#at;
  }

  peek(): string {
    return this.#characters[this.#at] ?? END;
  }

  /** Goes one on and gives what stood there. At the end it stays there. */
  next(): string {
    const character = this.peek();
    if (character !== END) this.#at += 1;
    return character;
  }

  back(to: number): void {
    this.#at = to;
  }

  accept(characters: string): boolean {
    const next = this.peek();
    if (next === END || !characters.includes(next)) return false;
    this.#at += 1;
    return true;
  }

  acceptAll(wanted: (character: string) => boolean): void {
    while (this.peek() !== END && wanted(this.peek())) this.#at += 1;
  }

  text(from: number): string {
    return this.#characters.slice(from, this.#at).join("");
  }

  /** The error points at the last character read; `past` says that the end was run over, which counts as one. */
  fail(message: string, past = false): never {
    throw ExpressionError.at(this.source, Math.max(this.#at - (past ? 0 : 1), -1), message);
  }
}
