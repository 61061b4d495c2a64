import { type JsonRecord, recordOf } from "../../argo/yaml/json.ts";
import type { ArgoObject } from "../manifest/argo-object.ts";
import { portsOf } from "../manifest/ports.ts";
import type { Project } from "../manifest/project.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import { joined, openNames, type Variables, variablesOf } from "./variables.ts";

/** There wherever a workflow runs. */
const always = [
  "workflow.name",
  "workflow.namespace",
  "workflow.uid",
  "workflow.serviceAccountName",
  "workflow.mainEntrypoint",
  "workflow.creationTimestamp",
  "workflow.duration",
  "workflow.scheduledTime",
  "workflow.status",
  "workflow.labels",
  "workflow.labels.json",
  "workflow.annotations",
  "workflow.annotations.json",
  "node.name",
  "tasks.name",
  "steps.name",
];

/** What every template of an object may name: the workflow's own values. */
export function globalVariables(object: ArgoObject, project: Project): Variables {
  const isWhole = object.kind === "Workflow" || object.kind === "CronWorkflow";
  const owner = project.templatesOwner(object);
  const parameters = workflowParameters(object, owner).map((name) => `workflow.parameters.${name}`);
  const open = ["workflow.creationTimestamp"];
  // A WorkflowTemplate is run by a Workflow that brings parameters, labels and annotations of its own.
  if (!isWhole) open.push("workflow.parameters", "workflow.labels", "workflow.annotations", "workflow.outputs");
  else if (owner !== object) open.push("workflow.labels", "workflow.annotations", "workflow.outputs");
  if (isWhole && owner === undefined) open.push("workflow.parameters");
  // These are there only when the workflow has some; a template's user may bring them.
  const some = [
    ...(!isWhole || (object.spec["priority"] ?? undefined) !== undefined ? ["workflow.priority"] : []),
    ...(!isWhole || owner === undefined || parameters.length > 0 ? ["workflow.parameters", "workflow.parameters.json"] : []),
  ];
  const labels = metadataNames(object, "labels").map((name) => `workflow.labels.${name}`);
  const annotations = metadataNames(object, "annotations").map((name) => `workflow.annotations.${name}`);
  return joined(
    variablesOf([...always, ...some, ...parameters, ...labels, ...annotations], open),
    globalOutputs(object, project),
    controllersOwn,
  );
}

/** Labels and annotations that the controller or the server adds. */
const controllersOwn = openNames((name) => /^workflow\.(labels|annotations)\..*argoproj\.io\//.test(name));

/** The names of the workflow's arguments, those of the template that it refers to among them. */
export function workflowParameters(object: ArgoObject, owner: ArgoObject | undefined): readonly string[] {
  const of = (one: ArgoObject) =>
    portsOf(one.spec["arguments"], []).parameters.flatMap(({ name }) => (name === undefined ? [] : [name]));
  return [...of(object), ...(owner === undefined || owner === object ? [] : of(owner))];
}

function metadataNames(object: ArgoObject, field: "labels" | "annotations"): readonly string[] {
  const places: readonly JsonRecord[] = [
    object.kind === "CronWorkflow" ? {} : object.metadata,
    recordOf(object.spec["workflowMetadata"]),
    recordOf(recordOf(object.value["spec"])["workflowMetadata"]),
  ];
  const from = field === "labels" ? places.map((place) => recordOf(place["labelsFrom"])) : [];
  return [...places.map((place) => recordOf(place[field])), ...from].flatMap((names) => Object.keys(names));
}

/** Outputs with a `globalName`, of templates that a task calls: the entrypoint's own are not known to the controller's check. */
function globalOutputs(object: ArgoObject, project: Project): Variables {
  const owner = project.templatesOwner(object);
  if (owner === undefined) return variablesOf([], ["workflow.outputs"]);
  const texts: string[] = [];
  const values: string[] = [];
  for (const template of owner.allTemplates) {
    for (const task of template.tasks) {
      const callee = project.callee(owner, task.body, task.inline);
      if (callee.kind === "elsewhere") return variablesOf([], ["workflow.outputs"]);
      if (callee.kind !== "template") continue;
      for (const [kind, name] of globalNames(callee.template)) {
        // Which name it will be is known only at run time.
        if (name.includes("{{")) return variablesOf([], ["workflow.outputs"]);
        if (kind === "parameters") texts.push(`workflow.outputs.parameters.${name}`);
        else values.push(`workflow.outputs.artifacts.${name}`);
      }
    }
  }
  return variablesOf(texts, [], values);
}

/** The global names that a template's outputs have. */
export function globalNames({ outputs }: TemplateView): readonly (readonly ["parameters" | "artifacts", string])[] {
  return (["parameters", "artifacts"] as const).flatMap((kind) =>
    outputs[kind].flatMap(({ body }) => {
      const name = body["globalName"];
      return typeof name === "string" && name !== "" ? [[kind, name] as const] : [];
    }),
  );
}

/** Only an exit handler knows what failed. */
export const exitVariables: Variables = variablesOf(["workflow.failures"]);

/** Whatever a scheduled workflow's own condition may name. */
export const cronVariables = openNames((name) => name === "cronworkflow" || name.startsWith("cronworkflow."));
