import type { CronWorkflow, Workflow } from "../../compiler/argo/model.generated.ts";
import type { Cluster } from "../manifest/cluster.ts";
import { RunError } from "../run-error.ts";
import type { LibraryKind } from "./template-source.ts";
import { refusalOf } from "./validate-submission.ts";

/** What a cluster would refuse at its first look is refused before anything starts, in its words. @throws RunError */
export function refuseAsCluster(object: Workflow | CronWorkflow, cluster: Cluster): void {
  const source = {
    templateOf: (kind: LibraryKind, name: string) => cluster.library(name, kind === "ClusterWorkflowTemplate"),
  };
  const refusal = refusalOf(source, object);
  if (refusal === undefined) return;
  const who = refusal.by === "api" ? "An API server" : "Argo's controller";
  throw new RunError(
    "workflow-refused",
    `${who} would refuse "${object.metadata.name ?? object.metadata.generateName ?? ""}": ${refusal.message}`,
    "`pipewright check` of the manifest says where and how to mend it.",
  );
}
