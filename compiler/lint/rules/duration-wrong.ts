import { argoDurationProblem, goDurationProblem } from "../../argo/laws/go-duration.ts";
import { hasTags } from "../../argo/laws/template-tags.ts";
import { type Json, type JsonRecord, type Path, recordOf } from "../../argo/yaml/json.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import type { Subject } from "../subject.ts";

/** Durations are ones that Go can read. */
export const durationWrong: LintRule = ({ object, templates, at }) => [
  ...templates.flatMap(({ body, label, path }) => {
    const where = `template "${label}"`;
    return [
      ...check(body["timeout"], "The timeout", where, [...path, "timeout"], at, goDurationProblem),
      ...check(body["pendingTimeout"], "The pendingTimeout", where, [...path, "pendingTimeout"], at, argoDurationProblem),
      ...check(
        recordOf(body["suspend"])["duration"],
        "The duration",
        where,
        [...path, "suspend", "duration"],
        at,
        argoDurationProblem,
      ),
      ...check(recordOf(body["memoize"])["maxAge"], "The maxAge", where, [...path, "memoize", "maxAge"], at, goDurationProblem),
      ...ofBackoff(body, where, path, at),
    ];
  }),
  ...ofBackoff(object.spec, "the workflow", object.specPath, at),
  ...check(
    recordOf(object.spec["podGC"])["deleteDelayDuration"],
    "The deleteDelayDuration",
    "the workflow",
    [...object.specPath, "podGC", "deleteDelayDuration"],
    at,
    argoDurationProblem,
  ),
];

function ofBackoff(body: JsonRecord, where: string, path: Path, at: Subject["at"]): readonly Diagnostic[] {
  const backoff = recordOf(recordOf(body["retryStrategy"])["backoff"]);
  return ["duration", "maxDuration", "cap"].flatMap((field) =>
    check(backoff[field], `The backoff's ${field}`, where, [...path, "retryStrategy", "backoff", field], at, argoDurationProblem),
  );
}

function check(
  value: Json | undefined,
  field: string,
  where: string,
  path: Path,
  at: Subject["at"],
  problemOf: (text: string) => string | undefined,
): readonly Diagnostic[] {
  // A number alone has a law of its own where it is refused.
  if (typeof value !== "string" || value === "" || hasTags(value) || (field === "The timeout" && /^\d+$/.test(value))) return [];
  const what = problemOf(value);
  return what === undefined ? [] : [problem("duration-wrong", { field, where, value, what }, { at: at(path) })];
}
