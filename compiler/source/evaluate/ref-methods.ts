import type { ts } from "ts-morph";
import { type RefMethod, refMethods } from "../../../dsl/refs/ref-methods.ts";
import type { UseKind } from "../facts.ts";
import type { Scope } from "../scope.ts";
import { type HandleValue, type RefValue, unknown, type Value } from "../value.ts";
import { followBody } from "./bodies.ts";
import type { Evaluation, FollowedCall } from "./evaluation.ts";
import { isMethodOfHandle } from "./members.ts";
import { noteVarying } from "./varying.ts";

/** Every method of refs. */
const own: ReadonlySet<string> = new Set(Object.keys(refMethods(() => undefined)));

/** Methods of refs that give a condition. */
const conditions: ReadonlySet<string> = new Set<RefMethod>([
  ...(["eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not"] as const),
  ...(["in", "includes", "contains", "startsWith", "endsWith", "matches", "isEmpty"] as const),
]);

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Methods of JavaScript's own values, by what they want of theirs; those that refs have too are no mistake. */
const ofValues: readonly (readonly [kind: UseKind, names: ReadonlySet<string>])[] = [
  ["list", words("map forEach filter reduce reduceRight find findIndex findLast some every flatMap flat entries keys values")],
  ["list", words("push pop shift unshift sort toSorted reverse toReversed splice toSpliced join fill indexOf lastIndexOf slice")],
  ["text", words("toString toLocaleString split trimStart trimEnd toUpperCase toLowerCase padStart padEnd replace replaceAll")],
  ["text", words("substring charAt charCodeAt codePointAt normalize localeCompare search repeat")],
  ["arithmetic", words("toFixed toPrecision toExponential valueOf")],
  ["await", words("then catch finally")],
];

/** `rows.gt(3)` is a condition; `rows.map(…)` wants a list of now. */
export function followRefMethod(
  evaluation: Evaluation,
  owner: RefValue,
  name: string,
  callee: ts.PropertyAccessExpression,
  { node, args, scope }: FollowedCall,
): Value {
  const kind = own.has(name) ? undefined : ofValues.find(([, names]) => names.has(name))?.[0];
  if (kind !== undefined) {
    evaluation.use(kind, callee.expression, node, owner, scope);
    for (const arg of args) evaluation.release(arg);
    return unknown;
  }
  for (const arg of args) {
    if (arg.kind === "function")
      followBody(evaluation, name, arg, [], scope); // what when(…) returned for one ref
    else evaluation.release(arg);
    noteVarying(evaluation, arg, "what a ref is compared with", node, scope);
  }
  return { kind: "ref", sort: conditions.has(name) ? "condition" : "value", made: { node, module: scope.module } };
}

/** `.with(…)`, `.after(…)`, `.elseWhen(…)`, `.otherwise(…)`. */
export function followHandleMethod(
  evaluation: Evaluation,
  owner: HandleValue,
  name: string,
  callee: ts.PropertyAccessExpression,
  { node, args, scope }: FollowedCall,
): Value {
  if (name === "then" || name === "map" || name === "forEach") {
    evaluation.use(name === "then" ? "await" : "list", callee.expression, node, owner, scope);
    for (const arg of args) evaluation.release(arg);
    return unknown;
  }
  for (const arg of args) {
    if (arg.kind === "function") followBody(evaluation, name, arg, name === "onExit" ? [endOf(node, scope)] : [], scope);
    else {
      evaluation.release(arg);
      noteVarying(evaluation, arg, name === "with" ? "an option of a task" : `what .${name}(…) gets`, node, scope);
    }
  }
  if (name === "ifMade") return { kind: "ref", sort: "value", made: { node, module: scope.module } };
  return isMethodOfHandle(name) ? owner : unknown;
}

/** What is known of a task that has ended. */
function endOf(node: ts.Node, scope: Scope): Value {
  const made = { node, module: scope.module };
  const members = new Map<string, Value>([
    ["status", { kind: "ref", sort: "value", made }],
    ["outputs", { kind: "handle", sort: "parameters", made }],
  ]);
  return { kind: "object", members, bases: [] };
}
