/** A pattern and how far it has been read, by whole characters. */
export class PatternCursor {
  readonly pattern: string;
  readonly #characters: readonly string[];
  at = 0;

  constructor(pattern: string) {
    this.pattern = pattern;
    this.#characters = [...pattern];
  }

  get isAtEnd(): boolean {
    return this.at >= this.#characters.length;
  }

  peek(ahead = 0): string | undefined {
    return this.#characters[this.at + ahead];
  }

  /** What is left, or a part of the pattern. */
  rest(from = this.at, to?: number): string {
    return this.#characters.slice(from, to).join("");
  }

  toEnd(): void {
    this.at = this.#characters.length;
  }
}
