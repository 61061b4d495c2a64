import { isError } from "../../compiler/diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../../compiler/diagnostics/sort-diagnostics.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { tasksOfAll } from "../../compiler/plan/visit-plan.ts";
import { workspaceOf } from "../../containers/build/build-bundles.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { formatNames, formats } from "../formats/format.ts";
import { requireFile } from "../load-pipeline.ts";
import { loadProfile } from "../load-profile.ts";
import { isManifestPath } from "../manifest-files.ts";
import { mergeTypeProblems } from "../merge-type-problems.ts";
import { withParameterHints } from "../parameter-hints.ts";
import { oneFile, oneOf, parseVerbPaths } from "../parse-args.ts";
import { pipelineProblems } from "../pipeline-problems.ts";
import { reportDiagnostics } from "../print-diagnostics.ts";
import { targetFor, targetOption } from "../target-option.ts";
import { shown, typeCheck } from "../type-check.ts";
import { checkManifests } from "./check-manifests.ts";

export async function checkCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerbPaths("check", args, {
    format: { type: "string" },
    target: { type: "string" },
    profile: { type: "string" },
  });
  const format = oneOf("format", options.format, formatNames) ?? "text";
  if (paths.some(isManifestPath)) return await checkManifests(paths, format, targetOption(options.target));
  const file = oneFile("check", paths);
  const path = requireFile(file);
  const profile = await loadProfile(options.profile, path);
  const target = await targetFor(options.target, path);
  const [types, graph] = await Promise.all([
    typeCheck(path, workspaceOf(path)),
    pipelineProblems(file, { target, profile }).catch((bug: unknown) => ({ bug, problems: [], plan: undefined })),
  ]);
  const found = types.kind === "checked" ? types.diagnostics : [];
  const typeProblems = graph.plan === undefined ? found : withParameterHints(found, graph.plan);
  if ("bug" in graph && !typeProblems.some(isError)) throw graph.bug; // what the types refuse may be too odd for a rule to read
  const diagnostics = sortDiagnostics(mergeTypeProblems(typeProblems, graph.problems));
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
