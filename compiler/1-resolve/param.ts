import { z } from "zod";
import type { PlanParam } from "../plan/plan.ts";

/** Reads from a zod schema how people give a parameter: text as it is, anything else (and text that may be absent) as JSON. */
export function resolveParam(name: string, schema: z.ZodType): PlanParam {
  const json = jsonSchema(schema);
  const absent = schema.safeParse(undefined);
  const optional = absent.success && absent.data === undefined;
  const form = json.type === "string" && !optional ? "text" : "json";
  const choices = form === "text" && Array.isArray(json.enum) ? json.enum.map(String) : undefined;
  const defaultText = absent.success ? paramText(form, absent.data) : undefined;
  const holdsText = !["number", "integer", "boolean"].includes(String(json.type));
  return Object.freeze({ name, schema, description: json.description, form, holdsText, defaultText, choices });
}

/** A value of a parameter in the form in which people give it. */
export function paramText(form: PlanParam["form"], value: unknown): string {
  return form === "text" && typeof value === "string" ? value : JSON.stringify(value ?? null);
}

interface JsonSchema {
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly description?: string;
}

/** The JSON Schema of what may be given; an empty one for what JSON can't say. */
export function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
}
