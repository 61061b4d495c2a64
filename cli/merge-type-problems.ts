import { type Diagnostic, isError } from "../compiler/diagnostics/diagnostic.ts";

/** What the editor's own sentence says as well. */
const saidByTypes = new Set(["input-wrong-artifact", "input-wrong-kind", "unknown-argument"]);

/** What a name that does not exist leads to: nothing arrives, or nothing can be asked. TypeScript names the name, and often the right one. */
const followsFromUnknownName = new Set(["input-missing", "parameter-missing", "pipeline-throws"]);

/** `Property 'x' does not exist`, also with `Did you mean 'y'?`. */
const namesUnknownName = ({ message }: Diagnostic): boolean => /^TS(2339|2551):/.test(message);

/**
 * Both judges see the same mistakes. Where the types say a sentence of ours, or that a name does not exist, what the graph makes of it is
 * left out; where they can only speak of types, the graph's own words for that line are better.
 *
 * ```ts
 * mergeTypeProblems([{ code: "type-error", message: "TS2551: Property 'txt' does not exist …", at }], [{ code: "input-missing", at }]);
 * // the type error alone
 * ```
 */
export function mergeTypeProblems(types: readonly Diagnostic[], graph: readonly Diagnostic[]): readonly Diagnostic[] {
  const lineOf = ({ at }: Diagnostic) => `${at?.file}:${at?.line}`;
  const wires = new Set(types.filter(({ code }) => code === "wrong-wire").map(lineOf));
  const unknown = new Set(types.filter(namesUnknownName).map(lineOf));
  const said = (one: Diagnostic) =>
    (saidByTypes.has(one.code) && wires.has(lineOf(one))) || (followsFromUnknownName.has(one.code) && unknown.has(lineOf(one)));
  const left = graph.filter((one) => !said(one));
  const inGraph = new Set(left.filter((one) => one.at !== undefined && isError(one)).map(lineOf));
  return [...types.filter((one) => one.code === "wrong-wire" || !inGraph.has(lineOf(one))), ...left];
}
