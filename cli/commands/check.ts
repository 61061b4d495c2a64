import { type Diagnostic, isError } from "../../compiler/diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../../compiler/diagnostics/sort-diagnostics.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { tasksOfAll } from "../../compiler/plan/visit-plan.ts";
import { workspaceOf } from "../../containers/build/build-bundles.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { formatNames, formats } from "../formats/format.ts";
import { requireFile } from "../load-pipeline.ts";
import { loadProfile } from "../load-profile.ts";
import { isManifestPath } from "../manifest-files.ts";
import { oneFile, oneOf, parseVerbPaths } from "../parse-args.ts";
import { pipelineProblems } from "../pipeline-problems.ts";
import { reportDiagnostics } from "../print-diagnostics.ts";
import { targetOption } from "../target-option.ts";
import { shown, typeCheck } from "../type-check.ts";
import { checkManifests } from "./check-manifests.ts";

export async function checkCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerbPaths("check", args, {
    format: { type: "string" },
    target: { type: "string" },
    profile: { type: "string" },
  });
  const target = targetOption(options.target);
  const format = oneOf("format", options.format, formatNames) ?? "text";
  if (paths.some(isManifestPath)) return await checkManifests(paths, format, target);
  const file = oneFile("check", paths);
  const profile = await loadProfile(options.profile);
  const path = requireFile(file);
  const [types, graph] = await Promise.all([typeCheck(path, workspaceOf(path)), pipelineProblems(file, { target, profile })]);
  const diagnostics = sortDiagnostics(merge(types.kind === "checked" ? types.diagnostics : [], graph.problems));
  if (format !== "text") process.stdout.write(formats[format](diagnostics, process.cwd()));
  else if (diagnostics.length > 0) reportDiagnostics(diagnostics);
  else if (graph.plan !== undefined) process.stdout.write(`${shown(path)}: ${summary(graph.plan)}\n`);
  if (types.kind === "no-typescript")
    process.stderr.write("Types were not checked: the project has no TypeScript (npm install --save-dev typescript).\n");
  return diagnostics.some(isError) ? exitCode.problem : exitCode.fine;
}

function summary(plan: Plan): string {
  const tasks = tasksOfAll(plan).length;
  return `pipeline "${plan.name}", ${tasks} ${tasks === 1 ? "task" : "tasks"}, no problems`;
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
  const inGraph = new Set(graph.filter((one) => one.at !== undefined && isError(one)).map(lineOf));
  return [
    ...types.filter((one) => one.code === "wrong-wire" || !inGraph.has(lineOf(one))),
    ...graph.filter((one) => !(saidByTypes.has(one.code) && wires.has(lineOf(one)))),
  ];
}
