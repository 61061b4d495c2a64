import type { CronWorkflow, Workflow } from "../../compiler/argo/model.generated.ts";

/** The label that tells which CronWorkflow started a Workflow. */
export const cronLabel = "workflows.argoproj.io/cron-workflow";

/** Tells a Workflow for which time it was started: `{{workflow.scheduledTime}}`. */
export const scheduledTimeAnnotation = "workflows.argoproj.io/scheduled-time";

/** Of the labels of a CronWorkflow these go over to its Workflows, and those of its `workflowMetadata`. */
const passedOn = ["creator", "creator-email", "creator-preferred-username", "controller-instanceid"];

/**
 * The Workflow that a CronWorkflow starts for a time, as the controller makes it.
 *
 * @example scheduledWorkflow(nightly, Date.UTC(2026, 10, 23, 3)).metadata.name // => "nightly-1795402800"
 */
export function scheduledWorkflow({ apiVersion, metadata, spec }: CronWorkflow, time: number): Workflow {
  const { name = "cron", namespace, labels = {} } = metadata;
  const passed = passedOn.flatMap((key) => {
    const value = labels[`workflows.argoproj.io/${key}`];
    return value === undefined ? [] : [[`workflows.argoproj.io/${key}`, value] as const];
  });
  return {
    apiVersion,
    kind: "Workflow",
    metadata: {
      name: `${name}-${Math.floor(time / 1000)}`,
      ...(namespace !== undefined && { namespace }),
      labels: { ...Object.fromEntries(passed), [cronLabel]: name, ...spec.workflowMetadata?.labels },
      annotations: { [scheduledTimeAnnotation]: rfc3339(time), ...spec.workflowMetadata?.annotations },
    },
    spec: spec.workflowSpec,
  };
}

const rfc3339 = (time: number): string => new Date(Math.floor(time / 1000) * 1000).toISOString().replace(".000Z", "Z");
