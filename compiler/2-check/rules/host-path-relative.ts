import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { volumesOf } from "../options/mounts-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** A path of the node is absolute. */
export const hostPathRelative: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    volumesOf(options).flatMap((volume) => {
      if (volume.source !== "host-path" && volume.source !== "nfs") return [];
      const { path } = volume;
      return path.startsWith("/") && !path.split("/").includes("..")
        ? []
        : [problem("host-path-relative", { owner, path }, { at })];
    }),
  );
