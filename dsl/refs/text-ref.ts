import type { Condition } from "./condition.ts";
import type { NumberRef } from "./number-ref.ts";
import type { Ref } from "./value-ref.ts";

/** A text now, or one that will exist. */
export type TextOperand = string | Ref<string>;

/**
 * A text that will exist. Nothing that it may hold is ever taken for code.
 *
 * ```ts
 * when(version.matches("^v[0-9]+$"), () => publish({ tag: version.concat("-", country) }));
 * ```
 */
export interface TextRef<T extends string = string> extends Ref<T> {
  /** This text and others behind it. Numbers are joined by `text`. Becomes `... + ...`. */
  concat(...others: readonly [TextOperand, ...TextOperand[]]): TextRef;
  /** How many characters it has; one outside Unicode's first plane counts as one, so `[...text].length`. Becomes `len(...)`. */
  length(): NumberRef;
  /**
   * Whether a part of it matches the pattern, a regular expression as Go reads it (RE2: no looking ahead or back, no back references).
   * `^` and `$` are needed to match all of it.
   *
   * Becomes `... matches '...'`.
   */
  matches(pattern: string): Condition;
  /** Whether it holds the other text. Becomes `... contains ...`. */
  contains(part: TextOperand): Condition;
  /** Whether it begins with the other text. Becomes `... startsWith ...`. */
  startsWith(part: TextOperand): Condition;
  /** Whether it ends with the other text. Becomes `... endsWith ...`. */
  endsWith(part: TextOperand): Condition;
  /** Without white space at both ends, what JavaScript calls so. Becomes `trim(..., '...')`. */
  trim(): TextRef;
  /** Whether it comes after the other in the order of Unicode's code points: right for dates such as `2024-05-01`. */
  gt(other: TextOperand): Condition;
  /** Whether it comes after the other or is equal. */
  ge(other: TextOperand): Condition;
  /** Whether it comes before the other. */
  lt(other: TextOperand): Condition;
  /** Whether it comes before the other or is equal. */
  le(other: TextOperand): Condition;
}
