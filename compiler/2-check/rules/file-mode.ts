import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { volumesOf } from "../options/mounts-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** The permissions of files are nine bits. */
export const fileMode: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    volumesOf(options).flatMap((volume) => {
      const mode = "mode" in volume ? volume.mode : undefined;
      if (mode === undefined || (Number.isInteger(mode) && mode >= 0 && mode <= 0o777)) return [];
      return [problem("file-mode", { owner, mode }, { at })];
    }),
  );
