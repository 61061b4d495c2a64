import type { Template } from "../../compiler/argo/model.generated.ts";

const types = ["container", "containerSet", "script", "resource", "dag", "steps", "suspend", "data", "http", "plugin"] as const;

/** A template with what `templateDefaults` says where it says nothing itself; it stays of its own type. */
export function mergeDefaults(template: Template, defaults: Template | undefined): Template {
  if (defaults === undefined) return template;
  const merged = merge(defaults, template) as Template;
  const foreign = types.filter((type) => template[type] === undefined);
  return Object.fromEntries(Object.entries(merged).filter(([field]) => !foreign.some((type) => type === field))) as Template;
}

/** Objects member by member, lists of named things by their names; anything else is replaced. */
function merge(under: unknown, over: unknown): unknown {
  if (over === undefined) return under;
  if (Array.isArray(under) && Array.isArray(over)) return mergeLists(under, over);
  if (!isObject(under) || !isObject(over)) return over;
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries([...keys].map((key) => [key, merge(under[key], over[key])]));
}

function mergeLists(under: readonly unknown[], over: readonly unknown[]): readonly unknown[] {
  const isNamed = [...under, ...over].every((item) => isObject(item) && typeof item["name"] === "string");
  if (!isNamed) return over;
  const names = new Set((over as readonly Named[]).map(({ name }) => name));
  const mine = (over as readonly Named[]).map((item) =>
    merge(
      (under as readonly Named[]).find(({ name }) => name === item.name),
      item,
    ),
  );
  return [...mine, ...(under as readonly Named[]).filter(({ name }) => !names.has(name))];
}

interface Named {
  readonly name: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
