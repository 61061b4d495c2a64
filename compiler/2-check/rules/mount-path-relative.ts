import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { mountEntries } from "../options/mounts-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** A mount is at an absolute path without a colon. */
export const mountPathRelative: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    mountEntries(options)
      .filter(([path]) => !path.startsWith("/") || path.includes(":") || path.split("/").includes(".."))
      .map(([path]) => problem("mount-path-relative", { owner, path }, { at })),
  );
