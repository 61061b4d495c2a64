import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type CrdSchema, readCrd } from "../../../scripts/argo/crd.ts";
import { argoPrefix, kinds, nameOfRef, type Schema, type SchemaFile, schemaPath } from "../../../scripts/argo/schema.ts";

const { definitions } = JSON.parse(readFileSync(join(import.meta.dirname, "../../..", schemaPath), "utf8")) as SchemaFile;

/** Definitions whose TypeScript type is written by hand (scripts/generate-argo-types.ts), as a CRD would say them. */
const byHand: Readonly<Record<string, string>> = {
  Quantity: "integer or string",
  IntOrString: "integer or string",
  Item: "anything",
  Plugin: "any object",
  FieldsV1: "any object",
};

const without = (all: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] =>
  [...all].filter((one) => !others.has(one));

const crdType = (schema: CrdSchema): string | undefined => {
  if (schema["x-kubernetes-int-or-string"]) return "integer or string";
  if (schema["x-kubernetes-preserve-unknown-fields"]) return schema.type === "object" ? "any object" : "anything";
  return schema.type;
};

/** Every place where what TypeScript says of an object (its definition) is not what the CRDs say. */
function differences(crd: CrdSchema, schema: Schema, at: string, found: Set<string>): void {
  const name = schema.$ref === undefined ? undefined : nameOfRef(schema.$ref);
  const definition = name === undefined ? schema : definitions[name];
  const shown = name?.slice(name.lastIndexOf(".") + 1) ?? at;
  const type = byHand[shown] ?? definition?.type;
  if (crdType(crd) !== type) found.add(`${at}: the CRD says ${crdType(crd)}, the model ${type}`);
  if (JSON.stringify(crd.enum) !== JSON.stringify(definition?.enum)) found.add(`${at}: other words`);
  if (crd.items) differences(crd.items, definition?.items ?? {}, `${at}[]`, found);
  if (crd.additionalProperties) differences(crd.additionalProperties, definition?.additionalProperties ?? {}, `${at}{}`, found);
  if (crd.properties === undefined || shown in byHand) return;
  const here = new Set(Object.keys(crd.properties));
  const there = new Set(Object.keys(definition?.properties ?? {}));
  for (const field of without(there, here)) found.add(`${shown}.${field}: in the model alone`);
  for (const field of without(here, there)) found.add(`${shown}.${field}: in the CRD alone`);
  const wanted = new Set(crd.required);
  const always = Object.keys(definition?.properties ?? {}).filter((field) => definition?.properties?.[field]?.const);
  const promised = new Set(definition?.required);
  for (const field of without(wanted, new Set([...promised, ...always])))
    found.add(`${shown}.${field}: required by the CRD alone`);
  for (const field of without(promised, wanted)) found.add(`${shown}.${field}: required by the model alone`);
  for (const field of [...here].filter((one) => there.has(one)))
    differences(crd.properties[field]!, definition!.properties![field]!, `${shown}.${field}`, found);
}

it("the types of Argo's objects are what the CRDs say, but where one type serves several places", () => {
  const found = new Set<string>();
  for (const kind of kinds) differences(readCrd(kind).schema, { $ref: `#/definitions/${argoPrefix}${kind}` }, kind, found);
  expect([...found].sort()).toEqual([
    // a plugin's container needs a name, all others have theirs from Argo
    "Container.name: required by the CRD alone",
    // the CRDs leave open what TypeScript knows
    "DAGTask.inline: the CRD says anything, the model object",
    "DAGTask.withItems: the CRD says anything, the model array",
    // metadata inside of objects has few of the fields that an object's own has
    "ObjectMeta.creationTimestamp: in the model alone",
    "ObjectMeta.deletionGracePeriodSeconds: in the model alone",
    "ObjectMeta.deletionTimestamp: in the model alone",
    "ObjectMeta.generateName: in the model alone",
    "ObjectMeta.generation: in the model alone",
    "ObjectMeta.managedFields: in the model alone",
    "ObjectMeta.ownerReferences: in the model alone",
    "ObjectMeta.resourceVersion: in the model alone",
    "ObjectMeta.selfLink: in the model alone",
    "ObjectMeta.uid: in the model alone",
    "WorkflowStatus.storedTemplates: the CRD says any object, the model object",
    "WorkflowStatus.storedWorkflowTemplateSpec: the CRD says any object, the model object",
    "WorkflowStep.inline: the CRD says anything, the model object",
    "WorkflowStep.withItems: the CRD says anything, the model array",
  ]);
});
