import { type Target, targetNames } from "../compiler/targets/target.ts";
import { defaultTarget, targets } from "../compiler/targets/targets.ts";
import { oneOf } from "./parse-args.ts";
import { projectSettings } from "./project-settings.ts";

/** What `--target` says, or the newest Argo. @throws UsageError for a name that is none */
export function targetOption(text: string | undefined): Target {
  const name = oneOf("target", text, targetNames);
  return name === undefined ? defaultTarget : targets[name];
}

/** What `--target` says, or else the settings of the pipeline's project. @throws UsageError, ProblemError */
export async function targetFor(text: string | undefined, path: string): Promise<Target> {
  if (text !== undefined) return targetOption(text);
  const { target } = await projectSettings(path);
  return target === undefined ? defaultTarget : targets[target];
}
