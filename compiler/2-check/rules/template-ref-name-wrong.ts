import { isSubdomain } from "../../argo/laws/kubernetes-names.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** What is installed has a name that an object of the cluster can have, and a template a name that Argo takes. */
export const templateRefNameWrong: Rule = (plan) =>
  stepsOfKind(plan, "template-ref").flatMap(({ name, work: { installed }, at }) => [
    ...(isSubdomain(installed.name)
      ? []
      : [problem("template-ref-name-wrong", { step: name, field: "workflowTemplate", given: installed.name }, { at })]),
    ...(/^[a-zA-Z0-9][-a-zA-Z0-9]{0,127}$/.test(installed.template)
      ? []
      : [problem("template-ref-name-wrong", { step: name, field: "template", given: installed.template }, { at })]),
  ]);
