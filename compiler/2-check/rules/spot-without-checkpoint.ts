import type { Mount, Volume } from "../../../dsl/options/volume.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Rule } from "../check.ts";
import { distinctSites } from "../options/option-sites.ts";

/** A step on a machine that may be taken back has a place for what it has done so far. */
export const spotWithoutCheckpoint: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options, task, at }) => {
    if (task.component.work.kind === "resource") return []; // its pods are the object's to bring back
    const spot = options.resources?.gpu?.wants.spot;
    if (spot === undefined || spot === false || (typeof spot === "object" && spot.startsAnew === true)) return [];
    const keeps = Object.values(options.mounts ?? {}).some((mounted) => outlivesPod(mounted, options, plan));
    return keeps ? [] : [problem("spot-without-checkpoint", { owner }, { at })];
  });

const lasting: ReadonlySet<Volume["source"]> = new Set(["claim", "nfs", "csi"]);

function outlivesPod(mounted: Mount | Volume, { volumes }: TaskOptions, plan: Plan): boolean {
  if (mounted.kind === "volume") return lasting.has(mounted.source);
  const { volume: name } = mounted;
  if (Object.hasOwn(plan.options.volumeClaims ?? {}, name)) return true;
  const volume = volumes?.[name] ?? plan.options.volumes?.[name];
  return volume === undefined || lasting.has(volume.source); // of what is not there another rule speaks
}
