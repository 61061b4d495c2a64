import { templateTags } from "../../argo/laws/template-tags.ts";
import { recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A key of the cache is one that the controller takes. */
export const memoizeKeyWrong: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path }) => {
    const key = textOf(recordOf(body["memoize"])["key"]);
    if (key === undefined) return [];
    // What stands around tags is known; what they bring is not.
    const { tags } = templateTags(key);
    const known = tags.reduce((text, tag) => text.replace(tag.text, "x"), key);
    return /^[a-zA-Z0-9][-a-zA-Z0-9]*$/.test(known) || known.includes("{{")
      ? []
      : [problem("memoize-key-wrong", { key, template: label }, { at: at([...path, "memoize", "key"]) })];
  });
