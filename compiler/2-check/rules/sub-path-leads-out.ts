import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { mountEntries } from "../options/mounts-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** The folder of a volume that is mounted lies inside of it. */
export const subPathLeadsOut: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    mountEntries(options).flatMap(([path, mounted]) => {
      const subPath = mounted.kind === "mount" ? mounted.subPath : undefined;
      if (subPath === undefined || (subPath !== "" && !subPath.startsWith("/") && !subPath.split("/").includes(".."))) return [];
      return [problem("sub-path-leads-out", { owner, path, subPath }, { at })];
    }),
  );
