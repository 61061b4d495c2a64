// `node scripts/argo/compare-crds.ts FOLDER` says which fields the checked-in CRDs have and those of another version, in FOLDER, lack.
// FOLDER is manifests/base/crds/full of that version's sources. What it prints for the oldest target is kept in
// test/compiler/argo/, where compiler/targets/added-fields.ts is held to it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CrdSchema, readCrd } from "./crd.ts";
import { argoPrefix, type Definitions, kinds, nameOfRef, type Schema, type SchemaFile, schemaPath } from "./schema.ts";

const root = join(import.meta.dirname, "../..");
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: node scripts/argo/compare-crds.ts FOLDER");
const { definitions } = JSON.parse(readFileSync(join(root, schemaPath), "utf8")) as SchemaFile;
const lacking = new Set<string>();

for (const kind of kinds) {
  const [now, then] = [readCrd(kind), readCrd(kind, folder)];
  compare(now.schema, then.schema, { $ref: `#/definitions/${argoPrefix}${kind}` }, definitions);
}
console.log(JSON.stringify({ fields: [...lacking].sort() }, undefined, 2));

/** Walks both schemas and the definition that has the names. The status of an object is the controller's own. */
function compare(now: CrdSchema, then: CrdSchema, schema: Schema | undefined, all: Definitions): void {
  const name = schema?.$ref === undefined ? undefined : nameOfRef(schema.$ref);
  const definition = name === undefined ? schema : all[name];
  if (now.items && then.items) compare(now.items, then.items, definition?.items, all);
  if (now.additionalProperties && then.additionalProperties)
    compare(now.additionalProperties, then.additionalProperties, definition?.additionalProperties, all);
  for (const [field, value] of Object.entries(now.properties ?? {})) {
    if (field === "status" || then.properties === undefined) continue;
    const old = then.properties[field];
    if (old === undefined) lacking.add(`${name?.slice(name.lastIndexOf(".") + 1)}.${field}`);
    else compare(value, old, definition?.properties?.[field], all);
  }
}
