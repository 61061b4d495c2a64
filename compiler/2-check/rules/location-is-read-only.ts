import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** An output is kept where something can be written. */
export const locationIsReadOnly: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    Object.entries(options.outputs ?? {}).flatMap(([output, { location }]) => {
      if (location?.store !== "git" && location?.store !== "raw") return [];
      const store = location.store === "git" ? "a Git repository" : "a text";
      return [problem("location-is-read-only", { owner, output, store }, { at })];
    }),
  );
