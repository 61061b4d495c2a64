import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Crd, type CrdSchema, readCrd } from "./argo/crd.ts";
import { nameShapes } from "./argo/name-shapes.ts";
import { printSchemas } from "./argo/print-schemas.ts";
import { argoPrefix, type Definitions, nameOfRef, type Schema, type SchemaFile, schemaPath } from "./argo/schema.ts";
import type { GeneratedFile } from "./generated-file.ts";

/** The kinds that an author writes. Workflow tasks, their results and the tasks of the garbage collection are the controller's own. */
const kinds = ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow", "WorkflowEventBinding"] as const;
const objectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

/** What the API server wants of parts of every object's metadata, beyond their types. */
const metadataLimits: Readonly<Record<string, CrdSchema>> = {
  "ManagedFieldsEntry.operation": { type: "string", enum: ["Apply", "Update"] },
  "ManagedFieldsEntry.fieldsType": { type: "string", enum: ["", "FieldsV1"] },
  "ManagedFieldsEntry.manager": { type: "string", maxLength: 128 },
  "ManagedFieldsEntry.subresource": { type: "string", maxLength: 256 },
  "ManagedFieldsEntry.fieldsV1": { "x-kubernetes-preserve-unknown-fields": true },
  "OwnerReference.apiVersion": { type: "string", minLength: 1 },
  "OwnerReference.kind": { type: "string", minLength: 1 },
  "OwnerReference.name": { type: "string", minLength: 1 },
  "OwnerReference.uid": { type: "string", minLength: 1 },
};

/** What an API server accepts, as data for `compiler/argo/validate`, from the full CRDs. */
export function argoValidators(): readonly GeneratedFile[] {
  const { definitions } = JSON.parse(readFileSync(join(import.meta.dirname, "..", schemaPath), "utf8")) as SchemaFile;
  const metadata = fromDefinition({ $ref: `#/definitions/${objectMeta}` }, definitions);
  const crds = kinds.map((kind) => readCrd(kind)).map((crd) => withMetadata(crd, metadata));
  const roots = new Map([[objectMeta, metadata], ...crds.map(({ kind, schema }) => [argoPrefix + kind, schema] as const)]);
  const text = printSchemas(crds, nameShapes(roots, definitions));
  return [{ path: "compiler/argo/validate/schemas.generated.ts", text }];
}

/** The CRD leaves an object's metadata to the API server, which knows it; a missing one is a missing name. */
const withMetadata = (crd: Crd, metadata: CrdSchema): Crd => ({
  ...crd,
  schema: {
    ...crd.schema,
    properties: { ...crd.schema.properties, metadata },
    required: (crd.schema.required ?? []).filter((field) => field !== "metadata"),
  },
});

/** A definition of the JSON Schema as a CRD would say it. */
function fromDefinition(schema: Schema, definitions: Definitions, owner = ""): CrdSchema {
  if (schema.$ref !== undefined) {
    const name = nameOfRef(schema.$ref);
    if (name.endsWith(".Time")) return { type: "string", format: "date-time" };
    return fromDefinition(definitions[name] ?? {}, definitions, name.slice(name.lastIndexOf(".") + 1));
  }
  const { type, items, properties, additionalProperties } = schema;
  const required = owner === "ManagedFieldsEntry" ? ["operation"] : schema.required;
  return {
    ...(type !== undefined && { type }),
    ...(type === "integer" && { format: "int64" }),
    ...(items !== undefined && { items: fromDefinition(items, definitions) }),
    ...(additionalProperties !== undefined && { additionalProperties: fromDefinition(additionalProperties, definitions) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([field, value]) => [
          field,
          metadataLimits[`${owner}.${field}`] ?? fromDefinition(value, definitions),
        ]),
      ),
    }),
    ...(required !== undefined && { required }),
  };
}
