import { inputPath } from "../../../dsl/foreign/step-parts.ts";
import type { ForeignWork } from "../../../dsl/foreign/work.ts";
import { cleaned, climbsOut } from "../../argo/laws/artifact-path.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { foreignSteps, type StepOfWork } from "../foreign/foreign-of.ts";
import { outputPathsOf } from "../foreign/output-paths.ts";

/** Each output has a path of its own, absolute, outside of the inputs. */
export const outputPathWrong: Rule = (plan) =>
  foreignSteps(plan).flatMap((step) =>
    outputPathsOf(step.work).flatMap(([output, path], index, all) => {
      const why = reason(path, step, all.slice(0, index));
      return why === undefined ? [] : [problem("output-path-wrong", { step: step.name, output, path, why }, { at: step.at })];
    }),
  );

function reason(
  path: string,
  { spec }: StepOfWork<ForeignWork>,
  before: readonly (readonly [string, string])[],
): string | undefined {
  if (!path.startsWith("/")) return "it is not absolute";
  if (climbsOut(path)) return "it leads upwards";
  const clean = cleaned(path);
  if (clean === "/" || clean === "/tmp" || clean === "/pipewright/out") return "it is a folder of the container's own";
  const other = before.find(([, taken]) => cleaned(taken) === clean);
  if (other !== undefined) return `output "${other[0]}" has it already`;
  const input = Object.keys(spec.inputs ?? {}).find((name) => isBelow(clean, inputPath(name)));
  return input === undefined ? undefined : `input "${input}" lies there`;
}

const isBelow = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
