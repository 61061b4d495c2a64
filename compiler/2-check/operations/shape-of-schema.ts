import { z } from "zod";
import type { Json } from "../../../dsl/nodes/ref-node.ts";
import { eitherShape, orNull, type Shape, shapeOfKinds, shapeOfValue, type ValueKind } from "./shape.ts";

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema | false;
  readonly prefixItems?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
}

/** What a schema says of the values that it lets through (`output`), or that it is given (`input`). */
export function shapeOfSchema(schema: z.ZodType, io: "input" | "output"): Shape | undefined {
  const shape = shapeOf(z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema);
  // an absent value travels as null
  return schema.safeParse(undefined).success && io === "output" && mayBeUndefined(schema) ? orNull(shape) : shape;
}

function mayBeUndefined(schema: z.ZodType): boolean {
  const { success, data } = schema.safeParse(undefined);
  return success && data === undefined;
}

const kindOfType: Readonly<Record<string, ValueKind>> = {
  string: "text",
  number: "number",
  integer: "number",
  boolean: "truth value",
  null: "null",
};

function shapeOf(schema: JsonSchema): Shape | undefined {
  if (schema.const !== undefined) return shapeOfValue(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map(shapeOfValue));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return union(choices.map(shapeOf));
  if (typeof schema.type === "object") return union(schema.type.map((type) => shapeOf({ ...schema, type })));
  if (schema.type === "array") return listShape(schema);
  if (schema.type === "object") return objectShape(schema);
  const kind = kindOfType[schema.type ?? ""];
  return kind && shapeOfKinds(kind);
}

const union = (shapes: readonly (Shape | undefined)[]): Shape | undefined =>
  shapes.length === 0 ? undefined : shapes.reduce(eitherShape);

function listShape({ items, prefixItems }: JsonSchema): Shape {
  const each = [...(prefixItems ?? []), ...(items ? [items] : [])];
  return { kinds: new Set(["list"]), items: union(each.map(shapeOf)) };
}

function objectShape({ properties, required = [], additionalProperties = false }: JsonSchema): Shape {
  const kinds = new Set<ValueKind>(["object"]);
  if (additionalProperties !== false || properties === undefined) return { kinds };
  const entries = Object.entries(properties).map(([key, schema]) => {
    const shape = shapeOf(schema);
    return [key, required.includes(key) ? shape : orNull(shape)] as const;
  });
  return { kinds, keys: new Map(entries) };
}
