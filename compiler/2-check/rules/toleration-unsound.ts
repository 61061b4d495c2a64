import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A toleration is one that Kubernetes takes. */
export const tolerationUnsound: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    (options.tolerations ?? []).flatMap(({ key, value, effect, seconds }) => {
      const reason =
        key === undefined && value !== undefined
          ? "a value needs a key"
          : seconds !== undefined && effect !== "no-execute"
            ? 'seconds go with the effect "no-execute" alone'
            : seconds !== undefined && !Number.isInteger(seconds)
              ? `${seconds} seconds is no whole number`
              : undefined;
      return reason === undefined ? [] : [problem("toleration-unsound", { owner, reason }, { at })];
    }),
  );
