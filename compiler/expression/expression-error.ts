/** An expression that can't be read or evaluated, with the words and the place that expr-lang would give. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  /** Without the place. */
  readonly reason: string;
  /** From 1. */
  readonly line: number;
  /** In characters, from 1. */
  readonly column: number;

  private constructor(message: string, reason: string, line: number, column: number) {
    super(message);
    this.reason = reason;
    this.line = line;
    this.column = column;
  }

  /**
   * An error at a character of the source; its message shows the line and points at the place.
   *
   * @param source the whole expression
   * @param from how many characters (code points) stand before the place
   * @example ExpressionError.at("1 +", 2, "unexpected token EOF").message // => "unexpected token EOF (1:3)\n | 1 +\n | ..^"
   */
  static at(source: string, from: number, reason: string): ExpressionError {
    let line = 1;
    let column = 0;
    let lineStart = 0;
    let offset = 0;
    let count = 0;
    for (const character of source) {
      if (count === from) break;
      offset += character.length;
      count += 1;
      if (character === "\n") {
        lineStart = offset;
        line += 1;
        column = 0;
      } else {
        column += 1;
      }
    }
    const newline = source.indexOf("\n", lineStart);
    const text = source.slice(lineStart, newline < 0 ? source.length : newline);
    if (text === "") return new ExpressionError(reason, reason, line, column + 1);
    const snippet = `\n | ${text.replaceAll("\t", " ")}\n | ${".".repeat(column)}^`;
    return new ExpressionError(`${reason} (${line}:${column + 1})${snippet}`, reason, line, column + 1);
  }
}
