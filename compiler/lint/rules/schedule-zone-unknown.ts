import { isTimeZone } from "../../argo/laws/time-zone.ts";
import { type Path, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A schedule's time zone is one that the controller knows. */
export const scheduleZoneUnknown: LintRule = ({ object }) => {
  const path: Path = [...object.path, "spec", "timezone"];
  const zone = object.kind === "CronWorkflow" ? textOf(object.valueAt(path)) : undefined;
  return zone === undefined || zone === "" || isTimeZone(zone)
    ? []
    : [problem("schedule-zone-unknown", { zone }, { at: object.at(path) })];
};
