import { type Diagnostic, isError } from "../compiler/diagnostics/diagnostic.ts";

/** What the editor's own sentence says as well. */
const saidByTypes = new Set(["input-wrong-artifact", "input-wrong-kind", "unknown-argument"]);

/** What a name that does not exist leads to: nothing arrives, or nothing can be asked. TypeScript names the name, and often the right one. */
const followsFromUnknownName = new Set(["input-missing", "parameter-missing", "pipeline-throws"]);

/**
 * A file that can't be read: the loader stops at the beginning of what has no end, or knows no place at all, where TypeScript tells the
 * character.
 */
function isPlacedByTypes({ code, at }: Diagnostic, types: readonly Diagnostic[]): boolean {
  if (at === undefined || (code !== "syntax-error" && code !== "pipeline-throws")) return false;
  const here = types.filter((one) => one.at?.file === at.file && !/^TS(6133|6196):/.test(one.message));
  if (here.some((one) => one.at?.line === at.line)) return false; // the graph's own words are better
  if (code === "syntax-error" && here.some(({ message }) => /^TS1\d{3}:/.test(message))) return true;
  return at.line === 1 && at.column === 1 && here.length > 0;
}

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
  const left = graph.filter((one) => !said(one) && !isPlacedByTypes(one, types));
  const inGraph = new Set(left.filter((one) => one.at !== undefined && isError(one)).map(lineOf));
  return [...types.filter((one) => one.code === "wrong-wire" || !inGraph.has(lineOf(one))), ...left];
}
