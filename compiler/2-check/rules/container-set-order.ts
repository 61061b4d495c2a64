import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** A container of a set comes after containers that are there. */
export const containerSetOrder: Rule = (plan) =>
  stepsOfKind(plan, "container-set").flatMap(({ name, work: { members }, at }) => {
    const names = members.map((member) => member.name);
    return members.flatMap((member) =>
      member.after
        .filter((before) => !names.includes(before))
        .map((before) =>
          problem(
            "container-set-order",
            { step: name, container: member.name, before, known: names.join(", "), suggestion: didYouMean(before, names) },
            { at },
          ),
        ),
    );
  });
