import { hasTags } from "../../argo/laws/template-tags.ts";
import { isRecord, type Json, recordOf } from "../../argo/yaml/json.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** How often and when something is tried again can be worked out. */
export const retryWrong: LintRule = ({ object, templates, at }) =>
  [
    { where: "the workflow", body: object.spec, path: object.specPath },
    ...templates.map(({ label, body, path }) => ({ where: `template "${label}"`, body, path })),
  ].flatMap(({ where, body, path }) => {
    const retry = recordOf(body["retryStrategy"]);
    const backoff = retry["backoff"];
    const inside = recordOf(backoff);
    const refuse = (what: string, help: string, ...field: readonly string[]) =>
      problem(
        "retry-wrong",
        { where, what, help },
        { at: at([...path, "retryStrategy", ...field], { key: field.at(-1) === "backoff" }) },
      );
    const found: Diagnostic[] = [];
    if (isWord(retry["limit"]))
      found.push(
        refuse(
          `its limit "${String(retry["limit"])}" is no number`,
          "Write how many more tries there are, as in limit: 2.",
          "limit",
        ),
      );
    if (isRecord(backoff) && (inside["duration"] ?? "") === "")
      found.push(refuse("its backoff has no duration", 'Write backoff: {duration: "10s"}.', "backoff"));
    if (isWord(inside["factor"]))
      found.push(refuse(`its factor "${String(inside["factor"])}" is no whole number`, "", "backoff", "factor"));
    if (isRecord(backoff) && retry["limit"] === undefined)
      found.push(refuse("without a limit its backoff does not wait", "Write a limit.", "backoff"));
    return found;
  });

const isWord = (value: Json | undefined): boolean => typeof value === "string" && !hasTags(value) && !/^[-+]?\d+$/.test(value);
