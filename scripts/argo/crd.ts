import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** As much of OpenAPI as Argo's CRDs are written in; `readCrd` refuses what is not here. */
export interface CrdSchema {
  readonly type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly default?: string | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: CrdSchema;
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly additionalProperties?: CrdSchema;
  readonly required?: readonly string[];
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-list-type"?: "atomic" | "map" | "set";
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-validations"?: readonly { readonly rule: string; readonly message: string }[];
}

export interface Crd {
  readonly kind: string;
  readonly namespaced: boolean;
  readonly schema: CrdSchema;
}

const folder = join(import.meta.dirname, "../../test/argo-crd/crds");

/** Says nothing of what an object may be, or says what `type` and the rest say already. */
const ignored = new Set(["description", "anyOf", "x-kubernetes-map-type"]);
const known = new Set(
  `type format pattern enum default minimum maximum minLength maxLength minItems maxItems items properties additionalProperties required
   x-kubernetes-int-or-string x-kubernetes-preserve-unknown-fields x-kubernetes-list-type x-kubernetes-list-map-keys
   x-kubernetes-validations`.split(/\s+/),
);

/** The one version of a kind's CRD: the checked-in one, or that of another folder. @throws Error for a keyword that nothing here understands */
export function readCrd(kind: string, from = folder): Crd {
  const file = join(from, `argoproj.io_${kind.toLowerCase()}s.yaml`);
  const { spec } = parse(readFileSync(file, "utf8"));
  if (spec.versions.length !== 1) throw new Error(`${file}: one version was expected`);
  return { kind, namespaced: spec.scope === "Namespaced", schema: understood(spec.versions[0].schema.openAPIV3Schema, kind) };
}

/** The schema without what says nothing, its keys in one order. */
function understood(schema: Readonly<Record<string, unknown>>, at: string): CrdSchema {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema).sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (ignored.has(key)) continue;
    if (!known.has(key)) throw new Error(`${at}: "${key}" is not understood`);
    if (key === "items" || key === "additionalProperties")
      kept[key] = understood(value as Readonly<Record<string, unknown>>, `${at}[]`);
    else if (key === "properties")
      kept[key] = Object.fromEntries(
        Object.entries(value as Readonly<Record<string, Readonly<Record<string, unknown>>>>).map(([field, one]) => [
          field,
          understood(one, `${at}.${field}`),
        ]),
      );
    else kept[key] = value;
  }
  if (schema["anyOf"] !== undefined && schema["x-kubernetes-int-or-string"] !== true)
    throw new Error(`${at}: "anyOf" is understood for a number or text alone`);
  return kept;
}
