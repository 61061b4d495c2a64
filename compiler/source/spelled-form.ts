import { ts } from "ts-morph";
import { unwrapped } from "./unwrapped.ts";
import type { SchemaPlace } from "./value.ts";

/** Words of zod by what a value of theirs is. */
const forms: ReadonlyMap<string, "list" | "object"> = new Map([
  ...["array", "tuple", "set"].map((word) => [word, "list"] as const),
  ...["object", "strictObject", "looseObject", "record", "partialRecord", "map"].map((word) => [word, "object"] as const),
]);

/** Whether the program spells out that a value is a list or an object: `outputs: { sums: z.array(z.int()) }`. */
export function spelledForm({ spec: { node }, key, name }: SchemaPlace): "list" | "object" | undefined {
  const [spec] = ts.isCallExpression(node) ? node.arguments : [];
  const schema = memberOf(memberOf(spec, key), name);
  return schema === undefined ? undefined : forms.get(firstWord(schema) ?? "");
}

function memberOf(node: ts.Expression | undefined, name: string): ts.Expression | undefined {
  const inner = node && unwrapped(node);
  if (inner === undefined || !ts.isObjectLiteralExpression(inner)) return undefined;
  const found = inner.properties.find(
    (one): one is ts.PropertyAssignment =>
      ts.isPropertyAssignment(one) && (ts.isIdentifier(one.name) || ts.isStringLiteralLike(one.name)) && one.name.text === name,
  );
  return found?.initializer;
}

/** `array` of `z.array(z.int()).min(3)`; none where the value may be missing, of which the types tell what to do first. */
function firstWord(schema: ts.Expression): string | undefined {
  let node = unwrapped(schema);
  while (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    if (/^(optional|nullable|nullish)$/.test(name.text)) return undefined;
    if (ts.isIdentifier(expression)) return expression.text === "z" ? name.text : undefined;
    node = unwrapped(expression);
  }
  return undefined;
}
