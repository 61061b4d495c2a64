import { stableJson } from "../../../util/stable-json.ts";
import { countWords, duplicateWords, lawWords, missingWords, wrongTypeWords } from "./issue-words.ts";
import { placeName } from "./place-name.ts";
import type { Law, ListKey, ListLimits, ListSchema, MapSchema, Schema, ShapeSchema } from "./schema.ts";
import type { SchemaRule } from "./schema-issue.ts";
import { unknownFieldWords } from "./unknown-field-words.ts";
import { report, type Visit } from "./visit.ts";
import { visitText, visitWhole } from "./visit-scalar.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** Finds everything in a value that the schema does not allow. A field that is null counts as missing, as on the API server. */
export function visitSchema(value: unknown, schema: Schema, visit: Visit): void {
  switch (schema.is) {
    case "text":
      if (typeof value !== "string") break;
      if (schema.limits !== undefined) visitText(value, schema.limits, visit);
      return;
    case "whole-or-text":
      if (typeof value === "string" && schema.limits !== undefined) visitText(value, schema.limits, visit);
      else if (typeof value !== "string" && !isWhole(value)) break;
      return;
    case "shape":
      if (!isObject(value)) break;
      visitShape(value, schema, visit);
      return;
    case "list":
      if (!Array.isArray(value)) break;
      visitList(value, schema, visit);
      return;
    case "map":
      if (!isObject(value)) break;
      visitMap(value, schema, visit);
      return;
    case "whole":
      if (!isWhole(value)) break;
      visitWhole(value, schema, visit);
      return;
    case "flag":
      if (typeof value !== "boolean") break;
      return;
    case "number":
      if (typeof value !== "number") break;
      return;
    case "anything":
      if (schema.object && !isObject(value)) break;
      return;
  }
  report(visit, "type", wrongTypeWords(placeName(visit.path), schema, value));
}

function visitShape(value: JsonObject, schema: ShapeSchema, visit: Visit): void {
  const { path, issues, shapes } = visit;
  const before = issues.length;
  shapes.push(schema);
  const fields = Object.keys(value);
  for (const field of fields) {
    const inside = value[field];
    const known = schema.fields.get(field);
    if (known !== undefined && (inside === null || inside === undefined)) continue;
    path.push(field);
    if (known !== undefined) visitSchema(inside, known, visit);
    else if (inside !== undefined) report(visit, "unknown-field", unknownFieldWords(field, path, shapes));
    path.pop();
  }
  for (const field of schema.required) {
    if (value[field] !== undefined && value[field] !== null) continue;
    path.push(field);
    report(
      visit,
      "required",
      missingWords(path.length > 1 ? `"${placeName(path, path.length - 2)}"` : `A ${schema.name}`, field),
    );
    path.pop();
  }
  shapes.pop();
  if (schema.laws.length > 0) visitLaws(value, schema.laws, before, visit);
}

/** A law may rely on the types: the API server looks at laws only when nothing else is wrong, here they wait for their own object alone. */
function visitLaws(self: JsonObject, laws: readonly Law[], issuesBefore: number, visit: Visit): void {
  for (let at = issuesBefore; at < visit.issues.length; at++) if (blocksLaws.has(visit.issues[at]!.rule)) return;
  for (const law of laws) if (!law.holds(self)) report(visit, "cel", lawWords(law, self));
}

const blocksLaws: ReadonlySet<SchemaRule> = new Set(["type", "required"]);

function visitList(items: readonly unknown[], { of, limits }: ListSchema, visit: Visit): void {
  if (limits !== undefined) visitCount(items.length, limits, visit);
  for (let index = 0; index < items.length; index++) {
    const before = visit.issues.length;
    const item: unknown = items[index];
    visit.path.push(index);
    visitSchema(item, of, visit);
    if (limits?.laws !== undefined && isObject(item)) visitLaws(item, limits.laws, before, visit);
    visit.path.pop();
  }
  if (limits?.keys !== undefined && items.length > 1) visitKeys(items, limits.keys, visit);
}

function visitCount(count: number, limits: ListLimits, visit: Visit): void {
  const { least, most } = limits;
  if ((least !== undefined && count < least) || (most !== undefined && count > most))
    report(visit, "size", countWords(placeName(visit.path), limits, count));
}

/** Says of each value that comes again that it does, once. */
function visitKeys(items: readonly unknown[], keys: readonly ListKey[], visit: Visit): void {
  const [only] = keys;
  // Among items that have fields one without any is of the wrong type: the API server compares none of them then.
  if (only !== undefined && !items.every(isObject)) return;
  const keyOf = (item: unknown): unknown => {
    if (only === undefined) return typeof item === "object" ? stableJson(item) : `${typeof item} ${item}`;
    if (!isObject(item)) return undefined;
    if (keys.length === 1) return item[only[0]] ?? only[1];
    return stableJson(keys.map(([field, whenMissing]) => item[field] ?? whenMissing ?? null));
  };
  const firsts = new Map<unknown, number>();
  const said = new Set<unknown>();
  items.forEach((item, index) => {
    const key = keyOf(item);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, index);
    else if (!said.has(key)) {
      said.add(key);
      visit.path.push(index);
      report(visit, "duplicate", duplicateWords(placeName(visit.path, visit.path.length - 2), keys, first, item));
      visit.path.pop();
    }
  });
}

function visitMap(value: JsonObject, { of }: MapSchema, visit: Visit): void {
  for (const key of Object.keys(value)) {
    const inside = value[key];
    if (inside === null || inside === undefined) continue;
    visit.path.push(key);
    visitSchema(inside, of, visit);
    visit.path.pop();
  }
}

const isWhole = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 63;

const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
