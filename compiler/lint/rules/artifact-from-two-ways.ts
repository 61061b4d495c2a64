import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import type { LintRule } from "../rule.ts";

/** An artifact comes from one place. */
export const artifactFromTwoWays: LintRule = (subject) =>
  [
    ...subject.templates.flatMap(({ inputs, outputs }) => [inputs, outputs]),
    ...callsOf(subject).map((call) => call.arguments),
  ].flatMap(({ artifacts }) =>
    artifacts.flatMap(({ name = "", body, path }) =>
      textOf(body["from"]) && textOf(body["fromExpression"])
        ? [problem("artifact-from-two-ways", { name }, { at: subject.at([...path, "fromExpression"], { key: true }) })]
        : [],
    ),
  );
