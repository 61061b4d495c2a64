import type { Action } from "./recorded-case.ts";

/** What becomes of a case here, and why this is something else than on a cluster. */
export interface Elsewhere {
  readonly why: string;
  /** How it ends here; `refused` when the runner says before the start that it can't run. */
  readonly ends: "Succeeded" | "Failed" | "refused";
  /** What is done to it. */
  readonly action?: Action;
}

/** With a real API server they end as recorded: test/cluster/recorded.test.ts. */
const noCluster: Elsewhere = { why: "there are no objects of Kubernetes to make or change", ends: "refused" };
const oneMachine: Elsewhere = { why: "there is one machine, whatever labels a node should have", ends: "Succeeded" };

/** The cases that need a cluster, and that these tests play without one. */
export const casesOfClusters = (): readonly string[] =>
  Object.entries(elsewhere).flatMap(([name, one]) => (one === noCluster ? [name] : []));

/** What a laptop can't do, by the names of the cases. */
export const elsewhere: Readonly<Record<string, Elsewhere>> = {
  "image-missing-stays-pending": { why: "a process of this machine needs no image", ends: "Succeeded" },
  "pending-timeout-of-unschedulable-pod": oneMachine,
  "timeout-of-unschedulable-pod": oneMachine,
  "unschedulable-pod-stays-pending": oneMachine,
  "resource-create-already-there": noCluster,
  "resource-create-configmap-with-outputs": noCluster,
  "resource-create-patch-get-delete": noCluster,
  "resource-failure-condition-met": noCluster,
  "resource-get-missing": noCluster,
  "resource-patch-with-flow-style-manifest": noCluster,
  "resource-success-condition-met": noCluster,
  "resource-success-condition-with-comma-needs-all": noCluster,
  "retry-backoff-max-duration": { why: "tries take milliseconds here, so that more of them fit into the time", ends: "Failed" },
  "workflow-level-mutex-message-while-waiting": {
    why: "it was recorded while one workflow waited for the other",
    ends: "Succeeded",
    action: { after: 1, when: "workflow-level-mutex-holder", what: "resume" },
  },
};
