import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/** An option is one that there is. The types say so too; programs without types have only this. */
export const optionUnknown: Rule = ({ misfits }) =>
  misfits.flatMap(({ owner, misfit, at }) => {
    if (misfit.kind !== "unknown-key") return [];
    const { path: option, known } = misfit;
    const suggestion = didYouMean(option.slice(option.lastIndexOf(".") + 1), known);
    return [problem("option-unknown", { owner, option, suggestion }, { at })];
  });
