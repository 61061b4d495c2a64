import { fieldPathText } from "../../argo/validate/field-path.ts";
import { problem } from "../../diagnostics/problem.ts";
import { isForeign, subjectOf, type VerifyRule } from "../rule.ts";

/** What Pipewright writes is what an API server takes. Anything else is a mistake of its own, and better known here than on a cluster. */
export const manifestRefused: VerifyRule = ({ plan, refusals }) =>
  refusals.flatMap(({ path, message, step }) =>
    isForeign(step)
      ? []
      : [
          problem(
            "manifest-refused",
            { subject: subjectOf(plan, step), where: fieldPathText(path), problem: message },
            { at: step?.at ?? plan.at },
          ),
        ],
  );
