import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** What is said of an output is said of an artifact that the step leaves. */
export const outputOptionUnknown: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, task, at }) => {
    const outputs = task?.component.spec.outputs ?? {};
    const artifacts = Object.keys(outputs).filter((name) => (outputs[name] as { kind?: unknown }).kind === "artifact-type");
    return Object.keys(options.outputs ?? {})
      .filter((output) => !artifacts.includes(output))
      .map((output) => problem("output-option-unknown", { owner, output, suggestion: didYouMean(output, artifacts) }, { at }));
  });
