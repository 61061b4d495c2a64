import { z } from "zod";

/** What a schema's values look like as text. */
export type ValueShape =
  | { readonly kind: "integer" | "number" | "boolean" | "text" | "json" }
  /** One of a few texts. */
  | { readonly kind: "choice"; readonly choices: readonly string[] };

interface JsonSchema {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
}

/** The shape of what a parameter is given; `json` for everything that is no single scalar. */
export const paramShape = (schema: z.ZodType): ValueShape => shapeOf(jsonSchema(schema, "input"));

/** The shape of what an output gives. */
export const outputShape = (schema: z.ZodType): ValueShape => shapeOf(jsonSchema(schema, "output"));

const jsonSchema = (schema: z.ZodType, io: "input" | "output"): JsonSchema =>
  z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema;

function shapeOf(schema: JsonSchema): ValueShape {
  const choices = choicesOf(schema);
  if (choices !== undefined) return { kind: "choice", choices };
  switch (schema.type) {
    case "integer":
    case "number":
    case "boolean":
      return { kind: schema.type };
    case "string":
      return { kind: "text" };
    default:
      return { kind: "json" };
  }
}

function choicesOf({ const: only, enum: several, anyOf }: JsonSchema): readonly string[] | undefined {
  if (typeof only === "string") return [only];
  if (several?.every((choice) => typeof choice === "string") === true) return several;
  const each = anyOf?.map(choicesOf);
  return each?.every((choices) => choices !== undefined) === true ? each.flat() : undefined;
}
