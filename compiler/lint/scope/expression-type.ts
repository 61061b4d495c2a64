import { argoEnvironment } from "../../expression/argo-environment.ts";
import { checkTypes } from "../../expression/check/check.ts";
import { ExpressionError } from "../../expression/expression-error.ts";
import { ANY, ANY_LIST, type GoType, STRING, STRING_MAP } from "../../expression/go/go-type.ts";
import { typeOf } from "../../expression/type-of.ts";
import type { ExpressionUse } from "./expression-uses.ts";

/** A mapping of which more is known than that: the types behind some of its keys. */
interface Branch {
  readonly [name: string]: Branch | GoType;
}

const functions: ReadonlyMap<string, GoType> = new Map(
  [...argoEnvironment({}).entries].map(([name, value]) => [String(name), typeOf(value)]),
);

/**
 * The type that an expression gives, or what is wrong with its types. Undefined where a name of it is not known: that is said elsewhere.
 */
export function expressionType({ parsed, names, variables, field }: ExpressionUse): GoType | ExpressionError | undefined {
  if (parsed instanceof ExpressionError) return undefined;
  const types = new Map(functions);
  const branches: Record<string, Branch> = {};
  for (const { steps, name } of names) {
    const [root = ""] = steps;
    if (functions.has(root)) continue;
    const type = field === "data" && name === "data" ? ANY_LIST : variables.typeOf(name);
    if (steps.length === 1) types.set(root, type === undefined || type === STRING_MAP ? (types.get(root) ?? type ?? ANY) : type);
    else grow(branches, steps, type ?? ANY);
    if (type === undefined && variables.typeOf(root) === undefined && steps.length === 1) types.delete(root);
  }
  for (const [root, branch] of Object.entries(branches)) types.set(root, mapOf(branch));
  try {
    return checkTypes(parsed.node, parsed.source, types);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

function grow(branches: Record<string, Branch>, steps: readonly string[], type: GoType): void {
  let at = branches as Record<string, Branch | GoType>;
  for (const step of steps.slice(0, -1)) {
    const next = at[step];
    // What is a value already, at another place of the expression, can't be a mapping too.
    if (next !== undefined && "kind" in next && typeof next["kind"] === "string") return;
    const made = (next ?? {}) as Record<string, Branch | GoType>;
    at[step] = made;
    at = made;
  }
  at[steps.at(-1) ?? ""] ??= type;
}

function mapOf(branch: Branch): GoType {
  const fields = Object.entries(branch).map(([name, inside]) => [name, isType(inside) ? inside : mapOf(inside)] as const);
  return { ...STRING_MAP, fields: new Map(fields) };
}

const isType = (value: Branch | GoType): value is GoType =>
  typeof value["kind"] === "string" && typeof value["name"] === "string";

/** Whether a value of the type is text for certain. */
export const isText = (type: GoType | ExpressionError | undefined): boolean => type === STRING;
