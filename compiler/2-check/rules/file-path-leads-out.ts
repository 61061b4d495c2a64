import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { volumesOf } from "../options/mounts-of.ts";
import { optionSites } from "../options/option-sites.ts";
import { volumeFiles } from "../options/volume-files.ts";

/** A file of a volume lies inside of it. */
export const filePathLeadsOut: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    volumesOf(options)
      .flatMap(volumeFiles)
      .filter(({ path }) => path === "" || path.startsWith("/") || path.split("/").includes("..") || path.startsWith(".."))
      .map(({ path }) => problem("file-path-leads-out", { owner, path }, { at })),
  );
