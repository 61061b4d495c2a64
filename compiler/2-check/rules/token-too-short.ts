import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { volumesOf } from "../options/mounts-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** Kubernetes makes no token for less than ten minutes. */
const shortest = 600;
const longest = 2 ** 32;

/** A token of a service account lasts ten minutes at least. */
export const tokenTooShort: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    volumesOf(options).flatMap((volume) =>
      volume.source !== "projected"
        ? []
        : volume.parts.flatMap((part) => {
            const seconds = "serviceAccountToken" in part ? part.serviceAccountToken.seconds : undefined;
            if (seconds === undefined || (Number.isInteger(seconds) && seconds >= shortest && seconds <= longest)) return [];
            return [problem("token-too-short", { owner, seconds }, { at })];
          }),
    ),
  );
