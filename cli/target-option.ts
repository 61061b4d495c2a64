import { type Target, targetNames } from "../compiler/targets/target.ts";
import { defaultTarget, targets } from "../compiler/targets/targets.ts";
import { oneOf } from "./parse-args.ts";

/** What `--target` says, or the newest Argo. @throws UsageError for a name that is none */
export function targetOption(text: string | undefined): Target {
  const name = oneOf("target", text, targetNames);
  return name === undefined ? defaultTarget : targets[name];
}
