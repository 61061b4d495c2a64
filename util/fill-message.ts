/** What stands in place of a `%name%`. */
export type Word = string | number;

/** A sentence of ours with places for the author's own names. */
export interface Message {
  /** The file of `compiler/messages/` that holds it. */
  readonly topic: string;
  readonly severity: "error" | "warning";
  /** One sentence with `%name%` where a word belongs. */
  readonly text: string;
  /** How to mend it, with `%name%` too. */
  readonly help?: string;
}

/** @internal A place for a word: `%task%`. */
export const wordPattern = /%([a-z][A-Za-z0-9]*)%/g;

/** Puts words into a sentence; a `%` inside a word means nothing. */
export function fillMessage(text: string, words: Readonly<Record<string, Word>>): string {
  return text.replace(wordPattern, (_place, name: string) => String(words[name]));
}

/**
 * A sentence without the words of the moment, which are dots: for lists of messages. Nothing when it is made of such words alone.
 *
 * @example
 * messageShape("Task \"%task%\" fails.%suggestion%") // => "Task \"…\" fails."
 */
export function messageShape(text: string): string | undefined {
  const dotted = text.replace(wordPattern, "…").replaceAll("……", "…");
  return dotted.replace(/[….]/g, "").trim() === "" ? undefined : dotted.replace(/\.…$/, ".");
}
