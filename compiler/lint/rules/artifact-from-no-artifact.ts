import { templateTags } from "../../argo/laws/template-tags.ts";
import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import type { LintRule } from "../rule.ts";

/** What an artifact comes from is an artifact. */
export const artifactFromNoArtifact: LintRule = (subject) =>
  [...subject.templates.map(({ outputs }) => outputs), ...callsOf(subject).map((call) => call.arguments)].flatMap(
    ({ artifacts }) =>
      artifacts.flatMap(({ name = "", body, path }) => {
        const from = textOf(body["from"]);
        const { tags } = templateTags(from ?? "");
        const [tag] = tags;
        const isOne = tag?.kind === "simple" && tag.text === from;
        if (from === undefined || from === "" || tag?.kind === "expression" || (isOne && /(^|\.)artifacts\./.test(tag.inner)))
          return [];
        return tags.length > 1 || from.includes("{{{{")
          ? []
          : [problem("artifact-from-no-artifact", { name, from }, { at: subject.at([...path, "from"]) })];
      }),
  );
