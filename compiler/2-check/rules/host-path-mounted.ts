import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { volumesOf } from "../options/mounts-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** Files of the node are other ones on every node, and most clusters forbid them. */
export const hostPathMounted: Rule = (plan) =>
  [
    ...optionSites(plan).flatMap(({ owner, options, at }) => volumesOf(options).map((volume) => ({ owner, volume, at }))),
    ...Object.values(plan.options.volumes ?? {}).map((volume) => ({ owner: `Pipeline "${plan.name}"`, volume, at: plan.at })),
  ].flatMap(({ owner, volume, at }) =>
    volume.source === "host-path" ? [problem("host-path-mounted", { owner, path: volume.path }, { at })] : [],
  );
