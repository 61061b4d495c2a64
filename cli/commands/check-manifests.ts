import { isError } from "../../compiler/diagnostics/diagnostic.ts";
import { lint } from "../../compiler/lint/lint.ts";
import type { Target } from "../../compiler/targets/target.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { type formatNames, formats } from "../formats/format.ts";
import { isManifestPath, manifestFiles } from "../manifest-files.ts";
import { reportDiagnostics } from "../print-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

/** `pipewright check` of manifests: files of YAML or JSON, and folders of them. */
export async function checkManifests(
  paths: readonly string[],
  format: (typeof formatNames)[number],
  target: Target,
): Promise<ExitCode> {
  const other = paths.find((path) => !isManifestPath(path));
  if (other !== undefined) throw new UsageError(`pipewright check takes one pipeline or manifests; "${other}" is no manifest.`);
  const files = manifestFiles(paths);
  const { diagnostics, objects } = lint(files, target);
  if (format !== "text") process.stdout.write(formats[format](diagnostics, process.cwd()));
  else if (diagnostics.length > 0) reportDiagnostics(diagnostics);
  else process.stdout.write(`${counted(files.length, "file")}: ${counted(objects, "object")} of Argo, no problems\n`);
  return diagnostics.some(isError) ? exitCode.problem : exitCode.fine;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
