import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { hasLocation } from "../manifest/artifact-location.ts";
import { callsOf } from "../manifest/calls.ts";
import type { LintRule } from "../rule.ts";

/** An artifact that is given comes from somewhere. */
export const artifactArgumentWithoutSource: LintRule = (subject) =>
  callsOf(subject).flatMap(({ role, label, arguments: given }) =>
    role === "entrypoint" || role === "on-exit"
      ? []
      : given.artifacts.flatMap(({ name = "", body, path }) => {
          if (hasLocation(body) || textOf(body["from"])) return [];
          const help =
            body["fromExpression"] === undefined
              ? `Write from: "{{tasks.….outputs.artifacts.…}}", or a location such as s3: {key: …}.`
              : "fromExpression is for outputs: choose the artifact in an output of a dag template, and read that.";
          return [problem("artifact-argument-without-source", { caller: label, name, help }, { at: subject.at(path) })];
        }),
  );
