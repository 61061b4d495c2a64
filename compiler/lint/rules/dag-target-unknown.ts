import { didYouMean } from "../../../util/did-you-mean.ts";
import { hasTags } from "../../argo/laws/template-tags.ts";
import { recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** The targets of a DAG are tasks of it. */
export const dagTargetUnknown: LintRule = (subject) =>
  subject.templates.flatMap((template) => {
    const text = textOf(recordOf(template.body["dag"])["target"]);
    if (template.type !== "dag" || text === undefined || text === "" || hasTags(text)) return [];
    const order = subject.scopes.order(template);
    return text.split(" ").flatMap((target) =>
      order.task(target) === undefined
        ? [
            problem(
              "dag-target-unknown",
              { target, template: template.label, hint: didYouMean(target, order.names()) },
              {
                at: subject.at([...template.path, "dag", "target"], { text: target }),
              },
            ),
          ]
        : [],
    );
  });
