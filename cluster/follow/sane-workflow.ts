import type { Artifact } from "../../compiler/argo/model.generated.ts";
import type { RawNode, RawParameter, RawValues, RawWorkflow } from "./raw-workflow.ts";

type Fields = Readonly<Record<string, unknown>>;

/** An object's fields; none of what is no object. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A Workflow whose parts are what they should be, with all else left out: where the API server knows no more of Workflows than their kind
 * (minimal CRDs) whoever may write one may write anything.
 */
export function saneWorkflow(value: unknown): RawWorkflow {
  const { metadata, spec, status, ...rest } = fieldsOf(value);
  const meta = fieldsOf(metadata);
  return {
    ...rest,
    metadata: { ...meta, labels: texts(meta["labels"]), annotations: texts(meta["annotations"]) },
    spec: fieldsOf(spec),
    status: {
      ...fieldsOf(status),
      storedTemplates: Object.fromEntries(
        Object.entries(fieldsOf(fieldsOf(status)["storedTemplates"])).filter(([, one]) => isObject(one)),
      ),
      storedWorkflowTemplateSpec: fieldsOf(fieldsOf(status)["storedWorkflowTemplateSpec"]),
      taskResultsCompletionStatus: fieldsOf(fieldsOf(status)["taskResultsCompletionStatus"]),
      nodes: fieldsOf(fieldsOf(status)["nodes"]) as Readonly<Record<string, RawNode>>,
    },
  } as RawWorkflow;
}

/** A node whose parts are what they should be. */
export function saneNode(value: unknown): RawNode {
  const node = fieldsOf(value);
  const { inputs, outputs, nodeFlag, templateRef, memoizationStatus, synchronizationStatus, ...rest } = node;
  return {
    ...rest,
    ...(isObject(inputs) && { inputs: saneValues(inputs) }),
    ...(isObject(outputs) && { outputs: saneValues(outputs) }),
    ...(isObject(nodeFlag) && { nodeFlag }),
    ...(isObject(templateRef) && { templateRef }),
    ...(isObject(memoizationStatus) && { memoizationStatus }),
    ...(isObject(synchronizationStatus) && { synchronizationStatus }),
  };
}

const saneValues = ({ parameters, artifacts, ...rest }: Fields): RawValues => ({
  ...rest,
  parameters: listOf(parameters).filter(isObject) as readonly RawParameter[],
  artifacts: listOf(artifacts).filter(isObject).flatMap(saneArtifact),
});

const locations = ["s3", "gcs", "oss", "azure", "hdfs", "http", "git", "artifactory", "raw", "plugin"] as const;

/** Of a place that is no object, and of what is no text in one, nothing is kept. */
function saneArtifact(artifact: Fields): readonly Artifact[] {
  const { name, subPath } = artifact;
  if (typeof name !== "string" || name === "") return [];
  const places = locations.flatMap((kind) => (isObject(artifact[kind]) ? [[kind, readable(artifact[kind])] as const] : []));
  const archive = isObject(artifact["archive"]) ? { archive: artifact["archive"] } : {};
  return [{ name, ...(typeof subPath === "string" && { subPath }), ...archive, ...Object.fromEntries(places) } as Artifact];
}

const readable = (place: Fields): Fields =>
  Object.fromEntries(Object.entries(place).filter(([, one]) => ["string", "boolean"].includes(typeof one) || isObject(one)));

const texts = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fieldsOf(value)).filter((one): one is [string, string] => typeof one[1] === "string"));
