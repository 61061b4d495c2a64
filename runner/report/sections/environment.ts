import type { ReportRun } from "../report-run.ts";
import { section, valuesTable } from "./html.ts";

/** Where the run ran and with what: what somebody needs who wants to repeat it. */
export function environmentSection({ record }: ReportRun): string {
  const { started } = record;
  if (started === undefined) return "";
  const own = { run: started.runId, workflow: started.workflow, folder: started.folder };
  return section("environment", "Environment", valuesTable({ ...own, ...started.environment }));
}
