import { cronProblem } from "../../argo/laws/cron.ts";
import { listOf, type Path } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A schedule is one that the controller can read. */
export const scheduleMalformed: LintRule = ({ object }) => {
  if (object.kind !== "CronWorkflow") return [];
  const path: Path = [...object.path, "spec", "schedules"];
  return listOf(object.valueAt(path)).flatMap((schedule, index) => {
    const what = typeof schedule === "string" ? cronProblem(schedule) : undefined;
    return what === undefined
      ? []
      : [problem("schedule-malformed", { schedule: String(schedule), what }, { at: object.at([...path, index]) })];
  });
};
