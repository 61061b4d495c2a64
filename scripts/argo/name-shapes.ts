import type { CrdSchema } from "./crd.ts";
import { type Definitions, nameOfRef, type Schema } from "./schema.ts";

/** An object of the CRDs with fields of its own; equal ones are one. */
export interface NamedShape {
  /** Argo's or Kubernetes' name for it. */
  readonly name: string;
  /** The name of its constant: the same, with a number when the CRDs limit one use more than another. */
  readonly constant: string;
  readonly schema: CrdSchema;
}

/** Every shape that can be reached, those that others are made of first. */
export interface NamedShapes {
  readonly shapes: readonly NamedShape[];
  readonly of: (schema: CrdSchema) => NamedShape;
}

/**
 * Names the objects of CRDs, which have no names there, after the definitions of the JSON Schema, walking both side by side. An object
 * that has no definition is named after its parent and field.
 *
 * @param roots each with the name of its definition
 */
export function nameShapes(roots: ReadonlyMap<string, CrdSchema>, definitions: Definitions): NamedShapes {
  const byText = new Map<string, NamedShape>();
  const uses = new Map<string, number>();
  const texts = new Map<CrdSchema, string>();
  const textOf = (schema: CrdSchema): string => {
    const known = texts.get(schema);
    if (known !== undefined) return known;
    const made = JSON.stringify(schema);
    texts.set(schema, made);
    return made;
  };

  function walk(schema: CrdSchema, definition: Schema | undefined, fallback: string): void {
    const ref = definition?.$ref;
    const name = ref === undefined ? undefined : nameOfRef(ref);
    const resolved = name === undefined ? definition : definitions[name];
    const shown = name === undefined ? fallback : name.slice(name.lastIndexOf(".") + 1);
    if (schema.items) walk(schema.items, resolved?.items, shown);
    if (schema.additionalProperties) walk(schema.additionalProperties, resolved?.additionalProperties, shown);
    if (schema.properties === undefined || byText.has(textOf(schema))) return;
    for (const [field, value] of Object.entries(schema.properties))
      walk(value, resolved?.properties?.[field], shown + field[0]?.toUpperCase() + field.slice(1));
    const count = (uses.get(shown) ?? 0) + 1;
    uses.set(shown, count);
    byText.set(textOf(schema), { name: shown, constant: count === 1 ? shown : `${shown}${count}`, schema });
  }

  for (const [name, schema] of roots) walk(schema, { $ref: `#/definitions/${name}` }, name);
  return {
    shapes: [...byText.values()],
    of: (schema) => {
      const found = byText.get(textOf(schema));
      if (found === undefined) throw new Error(`no name for ${textOf(schema).slice(0, 100)}`);
      return found;
    },
  };
}
