import { hasTags } from "../../argo/laws/template-tags.ts";
import { listOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { argumentCalls } from "../manifest/argument-calls.ts";
import type { LintRule } from "../rule.ts";

/** A value is one of those that the input lists. */
export const argumentOutsideEnum: LintRule = (subject) =>
  argumentCalls(subject).flatMap((call) =>
    call.role === "entrypoint" || call.role === "on-exit"
      ? []
      : call.arguments.parameters.flatMap(({ name = "", body, path }) => {
          const words = listOf(call.template.inputs.parameters.find((input) => input.name === name)?.body["enum"]).map(String);
          const value = textOf(body["value"]);
          if (value === undefined || hasTags(value) || words.length === 0 || words.includes(value)) return [];
          return [
            problem(
              "argument-outside-enum",
              { caller: call.label, name, value, words: words.map((word) => `"${word}"`).join(", ") },
              { at: subject.at([...path, "value"]) },
            ),
          ];
        }),
  );
