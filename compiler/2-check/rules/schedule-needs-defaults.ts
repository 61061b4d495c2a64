import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/** A scheduled pipeline's parameters have defaults: a run at night has nobody to say them. */
export const scheduleNeedsDefaults: Rule = ({ schedule, params, at }) =>
  schedule === undefined
    ? []
    : params
        .filter(({ defaultText }) => defaultText === undefined)
        .map(({ name }) => problem("schedule-needs-defaults", { parameter: name }, { at }));
