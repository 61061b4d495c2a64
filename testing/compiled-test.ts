import { readFileSync } from "node:fs";
import { resolve } from "../compiler/1-resolve/resolve.ts";
import { check } from "../compiler/2-check/check.ts";
import { type ArgoObject, lower } from "../compiler/3-lower/lower.ts";
import type { Images } from "../compiler/3-lower/lowering.ts";
import type { CronWorkflow, Workflow } from "../compiler/argo/model.generated.ts";
import { type Diagnostic, isError } from "../compiler/diagnostics/diagnostic.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import { defaultTarget } from "../compiler/targets/targets.ts";
import { verifyManifest } from "../compiler/verify/verify-manifest.ts";
import type { PipelineNode } from "../dsl/nodes/pipeline-node.ts";
import { Cluster, type ClusterObject } from "../runner/manifest/cluster.ts";
import { installedTemplates } from "./installed-templates.ts";
import { paramTexts } from "./param-texts.ts";
import { type Caller, placeText, testError } from "./test-error.ts";

/** A pipeline ready to be interpreted. */
export interface CompiledTest {
  readonly plan: Plan;
  readonly cluster: Cluster;
  readonly workflow: Workflow;
  /** What starts it by itself, when it has a schedule. */
  readonly cron: CronWorkflow | undefined;
}

/** Images whose names are made up: nothing is built. A file of the project is where it is. */
const images: Images = {
  imageOf: ({ component }) => `test.example/${component.spec.name}:test`,
  fileUri: (_task, file) => file,
  sourceText: (file) => readFileSync(file, "utf8"),
};

/**
 * Compiles a pipeline for a test.
 * @throws TestError for a pipeline with errors, and for parameters that it does not have or take
 */
export function compileTest(pipeline: PipelineNode, params: Readonly<Record<string, unknown>>, caller: Caller): CompiledTest {
  const plan = resolve(pipeline);
  refuse(
    check(plan).filter((one) => isError(one) && !ofTheCluster.has(one.code)),
    plan,
    caller,
  );
  const args = paramTexts(plan, params, caller);
  const objects = lower(plan, { images, args });
  refuse(verifyManifest(plan, objects, defaultTarget), plan, caller);
  const cron = objects.find((object): object is CronWorkflow => object.kind === "CronWorkflow");
  const workflow = objects.find((object): object is Workflow => object.kind === "Workflow") ?? workflowOf(cron);
  if (workflow === undefined) throw testError(`Pipeline "${plan.name}" gave no workflow to run.`, caller);
  const all: readonly (ArgoObject | ClusterObject)[] = [...objects, ...installedTemplates(plan)];
  return { plan, cluster: new Cluster(all as readonly ClusterObject[]), workflow, cron };
}

/** What depends on the cluster that a manifest is made for: a test has none. */
const ofTheCluster: ReadonlySet<string> = new Set(["gpu-kind-unknown", "gpu-wish-unknown"]);

/** What a schedule starts. */
function workflowOf(cron: CronWorkflow | undefined): Workflow | undefined {
  if (cron === undefined) return undefined;
  const { apiVersion, metadata, spec } = cron;
  return {
    apiVersion,
    kind: "Workflow",
    metadata: { name: metadata.name!, labels: { ...metadata.labels, ...spec.workflowMetadata?.labels } },
    spec: spec.workflowSpec,
  };
}

function refuse(errors: readonly Diagnostic[], plan: Plan, caller: Caller): void {
  const [first] = errors;
  if (first === undefined) return;
  const lines = errors.map(({ code, message, help, at }) => {
    const place = placeText(at);
    return `error ${code}${place === "" ? "" : `  ${place}`}\n  ${message}${help === undefined ? "" : `\n  ${help}`}`;
  });
  throw testError(`Pipeline "${plan.name}" does not compile.\n\n${lines.join("\n\n")}`, caller, {
    name: first.code,
    at: first.at,
  });
}
