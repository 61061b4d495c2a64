import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { allTasks } from "../../compiler/plan/visit-plan.ts";
import { workspaceOf } from "../../containers/build/build-bundles.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { checkedPipeline, manifestObjects } from "../front.ts";
import { requireFile } from "../load-pipeline.ts";
import { oneOf, parseVerbArgs } from "../parse-args.ts";
import { printDiagnostics, styleFor } from "../print-diagnostics.ts";
import { ProblemError } from "../problem-error.ts";
import { shown, typeCheck } from "../type-check.ts";

export async function checkCommand(args: readonly string[]): Promise<ExitCode> {
  const { file, options } = parseVerbArgs("check", args, { format: { type: "string" } });
  const format = oneOf("format", options.format, ["text", "json"]) ?? "text";
  const path = requireFile(file);
  const [types, graph] = await Promise.all([typeCheck(path, workspaceOf(path)), graphProblems(file)]);
  const diagnostics = merge(types.kind === "checked" ? types.diagnostics : [], graph.problems);
  if (format === "json") process.stdout.write(`${JSON.stringify(diagnostics, undefined, 2)}\n`);
  else if (diagnostics.length > 0) process.stderr.write(printDiagnostics(diagnostics, styleFor(process.stderr)));
  else process.stdout.write(`${shown(path)}: ${graph.summary}\n`);
  if (types.kind === "no-typescript")
    process.stderr.write("Types were not checked: the project has no TypeScript (npm install --save-dev typescript).\n");
  return diagnostics.some(({ severity }) => severity === "error") ? exitCode.problem : exitCode.fine;
}

/** Everything up to the manifest: rules, files, and whether the code of every image can be bundled. */
async function graphProblems(file: string): Promise<{ readonly problems: readonly Diagnostic[]; readonly summary: string }> {
  try {
    const pipeline = await checkedPipeline(file);
    await manifestObjects(pipeline, { given: { texts: new Map(), values: new Map() }, complete: false });
    const { plan } = pipeline;
    const tasks = allTasks(plan.steps).length;
    return { problems: [], summary: `pipeline "${plan.name}", ${tasks} ${tasks === 1 ? "task" : "tasks"}, no problems` };
  } catch (error) {
    if (error instanceof ProblemError) return { problems: error.diagnostics, summary: "" };
    throw error;
  }
}

/** What the editor's own sentence says as well. */
const saidByTypes = new Set(["input-wrong-artifact", "input-wrong-kind", "unknown-argument"]);

/**
 * Both judges see the same mistakes. Where the types say a sentence of ours, the graph's is left out; where they can only speak of types,
 * the graph's own words for that line are better.
 */
function merge(types: readonly Diagnostic[], graph: readonly Diagnostic[]): readonly Diagnostic[] {
  const lineOf = ({ at }: Diagnostic) => `${at?.file}:${at?.line}`;
  const wires = new Set(types.filter(({ code }) => code === "wrong-wire").map(lineOf));
  const inGraph = new Set(graph.filter(({ at }) => at !== undefined).map(lineOf));
  return [
    ...types.filter((one) => one.code === "wrong-wire" || !inGraph.has(lineOf(one))),
    ...graph.filter((one) => !(saidByTypes.has(one.code) && wires.has(lineOf(one)))),
  ];
}
