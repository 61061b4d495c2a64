import { fieldPathText } from "../../argo/validate/field-path.ts";
import { problem } from "../../diagnostics/problem.ts";
import { isForeign, type VerifyRule } from "../rule.ts";

/** What an author writes into a template is what an API server takes; a mistake there would end the whole `kubectl apply`. */
export const templateRefused: VerifyRule = ({ refusals }) =>
  refusals.flatMap(({ path, message, step }) => {
    if (!isForeign(step)) return [];
    const where = fieldPathText(path.slice(3)) || "the template";
    return [problem("template-refused", { task: step.name, where, problem: message }, { at: step.at })];
  });
