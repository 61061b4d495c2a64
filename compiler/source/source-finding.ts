import type { Place } from "../../dsl/place.ts";
import type { Diagnostic, RelatedPlace } from "../diagnostics/diagnostic.ts";
import type { MessageWords } from "../diagnostics/messages.generated.ts";
import { type ProblemCode, problem } from "../diagnostics/problem.ts";
import { linesOf, placeOf } from "./place-of.ts";
import type { SourceNode } from "./value.ts";

/** A problem that was read in the author's program, and the lines of the statement it is in. */
export interface SourceFinding {
  readonly diagnostic: Diagnostic;
  readonly lines: readonly [first: number, last: number];
  /** Whether the program never ends: it can be read, and must not be loaded. */
  readonly endless?: true;
}

/** Another place that has to do with a problem. */
export interface RelatedNode {
  readonly at: SourceNode;
  readonly message: string;
}

/** Makes a finding, in the words of its section of compiler/messages/source.md. */
export function finding<C extends ProblemCode>(
  code: C,
  words: MessageWords[C],
  at: SourceNode,
  related: readonly RelatedNode[] = [],
): SourceFinding {
  const place = placeOf(at);
  const others: readonly RelatedPlace[] = related
    .map(({ at: other, message }) => ({ at: placeOf(other), message }))
    .filter((other) => !isSameLine(other.at, place));
  return { diagnostic: problem(code, words, { at: place, related: others }), lines: linesOf(at) };
}

const isSameLine = (left: Place, right: Place): boolean => left.file === right.file && left.line === right.line;
