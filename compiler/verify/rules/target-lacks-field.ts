import { problem } from "../../diagnostics/problem.ts";
import { unsupportedFields } from "../../targets/unsupported-fields.ts";
import { stepOfPath } from "../place-in-plan.ts";
import { subjectOf, type VerifyRule } from "../rule.ts";

/** A manifest has no field that its target does not know: the cluster would refuse it, or do without it in silence. */
export const targetLacksField: VerifyRule = ({ plan, objects, target }) =>
  unsupportedFields(objects, target).map(({ object, path, field, since, help }) => {
    const step = stepOfPath(plan, objects[object], path, objects);
    const words = { subject: subjectOf(plan, step), field, target: target.name, since, help };
    return problem("target-lacks-field", words, { at: step?.at ?? plan.at });
  });
