import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A tarball is compressed with a level from 0 to 9. */
export const compressionLevel: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    Object.entries(options.outputs ?? {}).flatMap(([output, { archive }]) => {
      if (typeof archive !== "object" || (Number.isInteger(archive.tar) && archive.tar >= 0 && archive.tar <= 9)) return [];
      return [problem("compression-level", { owner, output, level: archive.tar }, { at })];
    }),
  );
