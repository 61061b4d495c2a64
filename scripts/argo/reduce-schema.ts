// `node scripts/argo/reduce-schema.ts SCHEMA` makes compiler/argo/schema/ anew when the pinned version of Argo changes.
//
// SCHEMA is Argo's api/jsonschema/schema.json of that version. Kept is what can be reached from our kinds; where the full CRDs
// (test/argo-crd/crds), which an API server enforces, say more or otherwise, they win: allowed words, fields that may be left
// out, values that may be a number or text.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { argoPrefix, kinds, nameOfRef, type Schema, type SchemaFile, schemaPath } from "./schema.ts";

/** What CRDs have beyond `Schema`. */
interface CrdSchema extends Schema {
  readonly items?: CrdSchema;
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly additionalProperties?: CrdSchema;
}

/** What the CRDs say about a definition, in all the places where it is used. */
interface Findings {
  readonly required: Map<string, Set<string>>;
  readonly words: Map<string, readonly string[]>;
}

const root = join(import.meta.dirname, "../..");
const [upstream] = process.argv.slice(2);
if (upstream === undefined) throw new Error("usage: node scripts/argo/reduce-schema.ts SCHEMA");
const definitions = (JSON.parse(readFileSync(upstream, "utf8")) as SchemaFile).definitions;
const findings: Findings = { required: new Map(), words: new Map() };

for (const kind of kinds) {
  const crd = parse(readFileSync(join(root, `test/argo-crd/crds/argoproj.io_${kind.toLowerCase()}s.yaml`), "utf8"));
  compare(argoPrefix + kind, crd.spec.versions[0].schema.openAPIV3Schema, new Set());
}

const reached = reach(kinds.map((kind) => argoPrefix + kind));
const file: SchemaFile = {
  $comment:
    "Argo Workflows v4.1.2, api/jsonschema/schema.json (argoproj/argo-workflows, Apache-2.0), reduced by scripts/argo/reduce-schema.ts to what Pipewright reads and writes, and corrected by the full CRDs.",
  definitions: Object.fromEntries([...reached].sort().map((name) => [name, correct(name, definitions[name] ?? {})])),
};
writeFileSync(join(root, schemaPath), `${JSON.stringify(file, null, 1)}\n`);

/** Walks a definition and a CRD's schema side by side. `open` holds the definitions being walked: a template may hold one. */
function compare(name: string, crd: CrdSchema, open: ReadonlySet<string>): void {
  const definition = definitions[name];
  if (definition === undefined || open.has(name)) return;
  if (definition.properties !== undefined && crd.properties !== undefined) {
    const before = findings.required.get(name);
    const here = new Set((definition.required ?? []).filter((field) => crd.required?.includes(field)));
    findings.required.set(name, before === undefined ? here : new Set([...before].filter((field) => here.has(field))));
  }
  compareSchema(name, definition, crd, new Set([...open, name]));
}

function compareSchema(at: string, schema: Schema, crd: CrdSchema, open: ReadonlySet<string>): void {
  if (schema.$ref !== undefined) compare(nameOfRef(schema.$ref), crd, open);
  if (crd.enum !== undefined) findings.words.set(at, crd.enum);
  if (schema.items && crd.items) compareSchema(at, schema.items, crd.items, open);
  if (schema.additionalProperties && crd.additionalProperties) {
    compareSchema(at, schema.additionalProperties, crd.additionalProperties, open);
  }
  for (const [field, value] of Object.entries(schema.properties ?? {})) {
    const inCrd = crd.properties?.[field];
    if (inCrd !== undefined) compareSchema(`${at}.${field}`, value, inCrd, open);
  }
}

function reach(start: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...start];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const [, ref] of JSON.stringify(definitions[name]).matchAll(/"\$ref":"([^"]+)"/g)) waiting.push(nameOfRef(ref ?? ""));
  }
  return reached;
}

/** The parts of a definition that `Schema` knows, with the CRDs' word on each. */
function correct(at: string, schema: Schema): Schema {
  const { description, type, $ref, const: constant, items, properties, additionalProperties } = schema;
  const words = findings.words.get(at);
  const required = schema.required?.filter((field) => findings.required.get(at)?.has(field) ?? true);
  return {
    ...(description !== undefined && { description }),
    ...(type !== undefined && { type }),
    ...($ref !== undefined && { $ref }),
    ...(constant !== undefined && { const: constant }),
    ...(words !== undefined && { enum: words }),
    ...(items !== undefined && { items: correct(at, items) }),
    ...(additionalProperties !== undefined && { additionalProperties: correct(at, additionalProperties) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([field, value]) => [field, correct(`${at}.${field}`, value)]),
      ),
    }),
    ...(required !== undefined && required.length > 0 && { required }),
  };
}
