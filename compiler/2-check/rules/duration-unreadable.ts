import { durationSeconds } from "../../../dsl/duration.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { durationsOf, pipelineDurationsOf } from "../options/durations-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** A length of time has a unit and is longer than nothing. */
export const durationUnreadable: Rule = (plan) =>
  [
    ...optionSites(plan).flatMap(({ owner, options, at }) =>
      durationsOf(options).map(([option, value]) => ({ owner, option, value, at })),
    ),
    ...pipelineDurationsOf(plan.options).map(([option, value]) => ({
      owner: `Pipeline "${plan.name}"`,
      option,
      value,
      at: plan.at,
    })),
  ].flatMap(({ owner, option, value, at }) => {
    if (durationSeconds(value) !== undefined) return [];
    const shown = typeof value === "string" ? JSON.stringify(value) : `${value.seconds} seconds`;
    return [problem("duration-unreadable", { owner, option, value: shown }, { at })];
  });
