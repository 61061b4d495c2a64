import { isSpace } from "../syntax/characters.ts";
import { fail } from "./when-error.ts";

/** The characters of a condition, with govaluate's way to read words out of them. */
export class TextStream {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#characters = [...text];
  }

  get canRead(): boolean {
    return this.#at < this.#characters.length;
  }

  read(): string {
    const character = this.#characters[this.#at];
    if (character === undefined)
      return fail(`runtime error: index out of range [${this.#at}] with length ${this.#characters.length}`);
    this.#at += 1;
    return character;
  }

  rewind(count: number): void {
    this.#at -= count;
  }

  /** A word that begins with the character read last; a blank ends it. A backslash makes the next character part of it. */
  word(belongs: (character: string) => boolean): string {
    this.rewind(1);
    return this.until(belongs, false).text;
  }

  /** @param blanks whether blanks belong to it */
  until(belongs: (character: string) => boolean, blanks: boolean): { readonly text: string; readonly ended: boolean } {
    let text = "";
    while (this.canRead) {
      const character = this.read();
      if (character === "\\") {
        text += this.read();
        continue;
      }
      if (!blanks && isSpace(character)) {
        if (text !== "") return { text, ended: true };
        continue;
      }
      if (!belongs(character)) {
        this.rewind(1);
        return { text, ended: true };
      }
      text += character;
    }
    return { text, ended: false };
  }
}
