import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** What is often written for Argo's own words, followed by what only Argo's have. */
const nearly: readonly (readonly [RegExp, string])[] = [
  [/^input\.(?=(parameters?|artifacts?)\.)/, "inputs."],
  [/^inputs?\.(?=param(eter|s)?\.)/, "inputs."],
  [/^output\.(?=(parameters?|artifacts?|result)\b)/, "outputs."],
  [/^task\.(?=[\w-]+\.(outputs?|status|ip|id|exitCode)\b)/, "tasks."],
  [/^step\.(?=[\w-]+\.(outputs?|status|ip|id|exitCode)\b)/, "steps."],
  [/^workflows?\.(?=(name|namespace|parameters?|uid|labels|annotations|status|failures)\b)/, "workflow."],
  [/^parameters\.(?=[\w-]+$)/, "inputs.parameters."],
  [/^items\.(?=[\w-]+$)/, "item."],
];

/** The first word of a tag is spelt right. */
export const tagRootMisspelt: LintRule = ({ tags, at }) =>
  tags.flatMap(({ tag, path, nth }) => {
    if (tag.kind !== "simple" || tag.inner.startsWith("workflow.")) return [];
    const found = nearly.find(([pattern]) => pattern.test(tag.inner));
    if (found === undefined || tag.inner.startsWith(found[1])) return [];
    const meant = tag.inner.replace(found[0], found[1]);
    return [
      problem(
        "tag-root-misspelt",
        { tag: tag.text, hint: ` Did you mean "{{${meant}}}"?` },
        { at: at(path, { text: tag.text, nth }) },
      ),
    ];
  });
