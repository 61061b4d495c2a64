import { isTimeZone } from "../../compiler/argo/laws/time-zone.ts";
import type { CronWorkflow } from "../../compiler/argo/model.generated.ts";
import { checkWorkflow } from "./check-workflow.ts";
import { cronScheduleProblem } from "./cron-schedule-problem.ts";
import { inside, refuse } from "./refusal.ts";
import type { TemplateSource } from "./template-source.ts";

/** The controller adds the time of the start to the name. */
const mostCharacters = 52;

/** Looks at a CronWorkflow as the controller does before it waits for its time. */
export function checkCron({ metadata, spec }: CronWorkflow, source: TemplateSource): void {
  const { name = "" } = metadata;
  if (name.length > mostCharacters)
    refuse(`cron workflow name "${name}" must not be more than ${mostCharacters} characters long (currently ${name.length})`);
  if (spec.schedules.length === 0) refuse("cron workflow must have at least one schedule");
  for (const schedule of spec.schedules) {
    const problem = cronScheduleProblem(schedule);
    if (problem !== undefined) refuse(`cron schedule ${schedule} is malformed: ${problem}`);
  }
  const { timezone, workflowMetadata, workflowSpec } = spec;
  if (timezone && !isTimeZone(timezone)) refuse(`invalid timezone "${timezone}": unknown time zone ${timezone}`);
  const labels = { ...workflowMetadata?.labels, "workflows.argoproj.io/cron-workflow": name };
  const annotations = workflowMetadata?.annotations ?? {};
  inside("cannot validate Workflow: ", () => checkWorkflow({ name: "", labels, annotations, spec: workflowSpec }, source));
}
