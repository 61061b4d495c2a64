import { escapeGoJson } from "../../compiler/expression/go/escape-json.ts";
import { fieldOrders, type ShapeName } from "./field-orders.ts";

/** A template, or a part of one, as the controller's JSON has it. */
export function goJson(value: object, shape: ShapeName): string {
  return escapeGoJson(JSON.stringify(ordered(value, shape)));
}

type Json = Readonly<Record<string, unknown>>;

function ordered(value: unknown, shape: ShapeName | undefined): unknown {
  if (shape === undefined || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => ordered(item, shape));
  const from = value as Json;
  const inOrder = fieldOrders.get(shape);
  if (inOrder === undefined) return sorted(from, shape === "hooks" ? "hook" : undefined);
  const to: Record<string, unknown> = {};
  for (const { field, shape: within, always } of inOrder) {
    const inner = from[field];
    if (inner !== undefined) to[field] = ordered(inner, within);
    else if (always) to[field] = {};
  }
  for (const field of Object.keys(from)) if (!Object.hasOwn(to, field)) to[field] = from[field];
  return to;
}

function sorted(from: Json, shape: ShapeName | undefined): Json {
  return Object.fromEntries(
    Object.keys(from)
      .sort()
      .map((key) => [key, ordered(from[key], shape)]),
  );
}
