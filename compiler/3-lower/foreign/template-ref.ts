import { splitMarks } from "../../../dsl/foreign/marked-text.ts";
import { isArtifactType } from "../../../dsl/foreign/output-places.ts";
import type { TemplateRefWork } from "../../../dsl/foreign/work.ts";
import { paramShape } from "../../foreign/value-shape.ts";
import type { PlanTask } from "../../plan/plan.ts";
import type { LowerWork } from "../lower-work.ts";
import { lowerRetry } from "../options/retry.ts";
import { callOptions } from "../options/template-options.ts";
import { tag } from "../term.ts";
import { encodeExpression } from "./encode-param.ts";
import { foreignTemplate } from "./foreign-template.ts";

/** A template that is installed already, called with the parameters that it wants. */
export const lowerTemplateRef: LowerWork<TemplateRefWork> = (task, { installed, arguments: given, places }, keys, lowering) => {
  const { name, template, clusterScope } = installed;
  const { inputs = {}, outputs = {} } = task.component.spec;
  const parameters = Object.entries(given).map(([parameter, text]) => ({ name: parameter, value: argumentText(text, task) }));
  const artifacts = Object.keys(inputs).map((input) => ({ name: input, from: `{{inputs.artifacts.${input}}}` }));
  return foreignTemplate(task, keys, lowering, {
    inner: {
      around: { ...callOptions(task.options), ...lowerRetry(task.options.retry, false) },
      call: {
        templateRef: { name, template, ...(clusterScope && { clusterScope }) },
        ...((parameters.length > 0 || artifacts.length > 0) && {
          arguments: { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) },
        }),
      },
    },
    places,
    artifacts: Object.keys(outputs).filter((output) => isArtifactType(outputs[output]!)),
  });
};

/** In the DAG around the call the wire form is at hand: every form is made of it in place. */
const argumentText = (text: string, task: PlanTask): string =>
  splitMarks(text)
    .map((part) => {
      if (typeof part === "string") return part;
      if (part.form === "json" || part.form === "file") return `{{inputs.parameters.${part.param}}}`;
      return tag(encodeExpression(part, paramShape(task.component.spec.params![part.param]!)));
    })
    .join("");
