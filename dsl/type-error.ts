declare const sentence: unique symbol;

/** A sentence where a type would be `never`: the editor shows it to the author. */
export interface DslTypeError<Sentence extends string> {
  readonly [sentence]: Sentence;
}
