import { oneLine } from "../../util/graph/cell-text.ts";
import type { AnsweredBy, NodeAnswered } from "../event.ts";

/** Where an answer came from, in words that follow "answered". */
export const answererWords: Readonly<Record<AnsweredBy, string>> = {
  beforehand: "beforehand",
  here: "in the terminal of the run",
  mail: "from another terminal",
  default: "by nobody in time, so that the defaults count",
};

/** Whether a node only waited for its time, and asked for nothing. */
export const isPause = ({ by, answers }: NodeAnswered): boolean => by === "default" && Object.keys(answers).length === 0;

/**
 * What let a node go on that had asked, in one line.
 *
 * @example
 * answeredWords({ by: "mail", answers: { go: "YES" }, … }) // => "answered from another terminal: go = YES"
 */
export function answeredWords({ by, answers }: NodeAnswered): string {
  const values = Object.entries(answers).map(([name, text]) => `${oneLine(name)} = ${oneLine(text)}`);
  return [`answered ${answererWords[by]}`, ...(values.length === 0 ? [] : [values.join(", ")])].join(": ");
}
