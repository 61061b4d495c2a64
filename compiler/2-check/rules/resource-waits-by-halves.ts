import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** A step that waits for an object knows both ends: success alone waits for ever after a failure, failure alone looks once. */
export const resourceWaitsByHalves: Rule = (plan) =>
  stepsOfKind(plan, "resource")
    .filter(({ work: { success, failure } }) => success.length > 0 !== failure.length > 0)
    .map(({ name, work: { success }, at }) =>
      success.length > 0
        ? problem(
            "resource-waits-by-halves",
            { step: name, has: "success", lacks: "failure", effect: "waits for ever when the object fails" },
            { at },
          )
        : problem(
            "resource-waits-by-halves",
            { step: name, has: "failure", lacks: "success", effect: "looks once, and takes anything else for a success" },
            { at },
          ),
    );
