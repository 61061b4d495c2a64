import type { z } from "zod";
import type { Operator } from "../nodes/operation-node.ts";

/** How a value stands in a text: texts as they are, numbers and truth values as JSON writes them. */
export type ValueForm = "text" | "plain";

/** The form of what a schema lets through; undefined where that differs from value to value. */
export function formOfSchema(schema: z.core.$ZodType): ValueForm | undefined {
  const { type, innerType, out, values, entries } = schema._zod.def as Definition;
  if (type === "string" || type === "template_literal") return "text";
  if (type === "number" || type === "boolean") return "plain";
  if (type === "literal" || type === "enum") return formOfValues(values ?? Object.values(entries ?? {}));
  const inner = type === "pipe" ? out : keepsForm.has(type) ? innerType : undefined;
  return inner === undefined ? undefined : formOfSchema(inner);
}

interface Definition {
  readonly type: string;
  readonly innerType?: z.core.$ZodType;
  readonly out?: z.core.$ZodType;
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
}

/** Wrappers that add no other kind of value; `optional` and `nullable` add null. */
const keepsForm: ReadonlySet<string> = new Set(["default", "prefault", "readonly", "catch", "nonoptional"]);

function formOfValues(values: readonly unknown[]): ValueForm | undefined {
  if (values.every((value) => typeof value === "string")) return "text";
  return values.every((value) => typeof value === "number" || typeof value === "boolean") ? "plain" : undefined;
}

const texts: ReadonlySet<Operator> = new Set(["concat", "text", "asText", "trim", "json"]);
const unknown: ReadonlySet<Operator> = new Set(["at", "field", "orElse"]);

/** The form of what an operation gives. */
export function formOfOperation(operator: Operator): ValueForm | undefined {
  if (texts.has(operator)) return "text";
  return unknown.has(operator) ? undefined : "plain";
}
