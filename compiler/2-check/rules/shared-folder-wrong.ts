import { inputPath } from "../../../dsl/foreign/step-parts.ts";
import { cleaned, climbsOut } from "../../argo/laws/artifact-path.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** The folders that a set shares are absolute paths of their own. */
export const sharedFolderWrong: Rule = (plan) =>
  stepsOfKind(plan, "container-set").flatMap(({ name, spec, work: { shared }, at }) => {
    const taken = ["/", "/tmp", "/pipewright/out", ...Object.keys(spec.inputs ?? {}).map(inputPath)];
    return shared.flatMap((folder, index) => {
      const why = reason(folder, taken, shared.slice(0, index));
      return why === undefined ? [] : [problem("shared-folder-wrong", { step: name, folder, why }, { at })];
    });
  });

function reason(folder: string, taken: readonly string[], before: readonly string[]): string | undefined {
  if (!folder.startsWith("/")) return "it is not absolute";
  if (climbsOut(folder)) return "it leads upwards";
  if (folder.includes(":")) return "Kubernetes takes no colon in it";
  if (taken.includes(cleaned(folder))) return "each container has something else there";
  return before.some((other) => cleaned(other) === cleaned(folder)) ? "it is shared twice" : undefined;
}
