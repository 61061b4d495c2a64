import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/** An option is of the kind that its type says: nothing else has a meaning in a manifest. */
export const optionWrongType: Rule = ({ misfits }) =>
  misfits.flatMap(({ owner, misfit, at }) => {
    if (misfit.kind !== "wrong-type") return [];
    const { path, expected, found } = misfit;
    const option = path === "" ? "what is given as options" : path;
    return [problem("option-wrong-type", { owner, option, expected, found }, { at })];
  });
