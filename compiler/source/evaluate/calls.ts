import { ts } from "ts-morph";
import type { Scope } from "../scope.ts";
import { unwrapped } from "../unwrapped.ts";
import { type FunctionValue, isOfTheRun, type PlatformValue, partsOf, plain, unknown, type Value } from "../value.ts";
import { itemAt } from "./bindings.ts";
import type { Evaluation, FollowedCall } from "./evaluation.ts";
import { noteFileRead } from "./file-reads.ts";
import { followDoomed } from "./functions.ts";
import { followListMethod, isListMethod } from "./list-methods.ts";
import { isLater, isPure, readsFile, varyingCall } from "./platform.ts";
import { followHandleMethod, followRefMethod } from "./ref-methods.ts";
import { followComponentCall, followPipelineCall, followWord } from "./words.ts";

export function followCallExpression(evaluation: Evaluation, node: ts.CallExpression, scope: Scope): Value {
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return unknown;
  const callee = unwrapped(node.expression);
  if (ts.isPropertyAccessExpression(callee)) {
    const owner = evaluation.value(callee.expression, scope);
    const args = followArguments(evaluation, node.arguments, scope);
    return followMethod(evaluation, owner, callee, { node, args, scope });
  }
  const value = evaluation.value(callee, scope);
  return followCallOf(evaluation, value, { node, args: followArguments(evaluation, node.arguments, scope), scope });
}

function followArguments(evaluation: Evaluation, nodes: readonly ts.Expression[], scope: Scope): readonly Value[] {
  return nodes.flatMap((node) => {
    if (!ts.isSpreadElement(node)) return [evaluation.value(node, scope)];
    const spread = evaluation.value(node.expression, scope);
    evaluation.use("list", node.expression, node, spread, scope);
    return spread.kind === "list" && !spread.open ? spread.items : [itemAt(spread)];
  });
}

function followMethod(evaluation: Evaluation, owner: Value, callee: ts.PropertyAccessExpression, call: FollowedCall): Value {
  const name = callee.name.text;
  if (owner.kind === "ref") return followRefMethod(evaluation, owner, name, callee, call);
  if (owner.kind === "handle") return followHandleMethod(evaluation, owner, name, callee, call);
  if (["then", "catch", "finally"].includes(name) && (owner.kind === "unknown" || owner.kind === "platform")) {
    for (const [index, arg] of call.args.entries()) {
      if (arg.kind !== "function") continue;
      const why = `is in a callback of .${name}(…), which runs when the pipeline has been built`;
      followDoomed(evaluation, arg, { kind: "late", why, node: call.node.arguments[index] ?? callee, module: call.scope.module });
    }
    return unknown;
  }
  if (isListMethod(name) && ["list", "unknown", "plain", "varying"].includes(owner.kind))
    return followListMethod(evaluation, owner, name, callee, call);
  if (owner.kind === "varying" || owner.kind === "plain") {
    releaseAll(evaluation, call.args);
    return owner.kind === "varying" ? owner : (call.args.find(({ kind }) => kind === "varying") ?? unknown);
  }
  return followCallOf(evaluation, evaluation.member(owner, name, callee, call.scope), call);
}

function followCallOf(evaluation: Evaluation, callee: Value, call: FollowedCall): Value {
  switch (callee.kind) {
    case "function":
      return evaluation.call(callee, call.args);
    case "component":
      return followComponentCall(evaluation, callee, call);
    case "pipeline":
      return followPipelineCall(evaluation, callee, call);
    case "word":
      return followWord(evaluation, callee.name, call);
    case "platform":
      return followPlatformCall(evaluation, callee, call);
    default:
      releaseAll(evaluation, call.args);
      return unknown;
  }
}

function releaseAll(evaluation: Evaluation, args: readonly Value[]): void {
  for (const arg of args) evaluation.release(arg);
}

function followPlatformCall(evaluation: Evaluation, { path }: PlatformValue, call: FollowedCall): Value {
  const { node, args, scope } = call;
  if (isLater(path)) {
    const why = `is in a callback of ${path}(…), which runs when the pipeline has been built`;
    const doom = (callee: FunctionValue) => followDoomed(evaluation, callee, { kind: "late", why, node, module: scope.module });
    for (const arg of args) if (arg.kind === "function") doom(arg);
    return unknown;
  }
  noteConversion(evaluation, path, call);
  if (readsFile(path)) noteFileRead(evaluation, path, call);
  releaseAll(evaluation, args);
  const varying =
    varyingCall(path, node, scope.module) ?? (isPure(path) ? args.find(({ kind }) => kind === "varying") : undefined);
  if (varying !== undefined) return varying;
  if (path === "Object.freeze" || path === "Object.seal") return args[0] ?? unknown;
  return /^(Math|Number|String|Boolean|parseInt|parseFloat|isNaN|isFinite|JSON\.stringify)/.test(path) ? plain : unknown;
}

/** JavaScript's own functions make text, numbers and lists of what they get. */
function noteConversion(evaluation: Evaluation, path: string, { node, args, scope }: FollowedCall): void {
  const use = (kind: "text" | "arithmetic" | "list" | "branch", count = args.length) => {
    args.slice(0, count).forEach((arg, index) => {
      evaluation.use(kind, node.arguments[index] ?? node, node, arg, scope);
    });
  };
  if (/^Math\./.test(path) || /^(Number(\.\w+)?|BigInt|parseInt|parseFloat|isNaN|isFinite)$/.test(path))
    use("arithmetic", path.startsWith("Math.") ? undefined : 1);
  else if (path === "String") use("text", 1);
  else if (path === "Boolean") use("branch", 1);
  else if (/^(Array\.from|Promise\.(all|race|any|allSettled))$/.test(path)) use("list", 1);
  else if (/^Object\.(keys|values|entries|fromEntries)$/.test(path) && args[0]?.kind === "ref") use("list", 1);
  else if (path === "JSON.stringify") noteJson(evaluation, { node, args, scope });
}

/** `JSON.stringify` looks into objects and lists. */
function noteJson(evaluation: Evaluation, { node, args: [value], scope }: FollowedCall): void {
  const [first] = node.arguments;
  if (value === undefined || first === undefined) return;
  const found = refInside(value);
  if (found !== undefined) evaluation.use("json", partWithRef(evaluation, first), node, found, scope);
}

/** The part of a literal that is or holds a ref. */
function partWithRef(evaluation: Evaluation, node: ts.Expression): ts.Expression {
  const inner = unwrapped(node);
  const parts = ts.isArrayLiteralExpression(inner)
    ? inner.elements
    : ts.isObjectLiteralExpression(inner)
      ? inner.properties.flatMap((one) =>
          ts.isPropertyAssignment(one) ? one.initializer : ts.isShorthandPropertyAssignment(one) ? one.name : [],
        )
      : [];
  const part = parts.find((one) => refInside(evaluation.valueBefore(one)) !== undefined);
  return part === undefined ? inner : partWithRef(evaluation, part);
}

function refInside(value: Value): Value | undefined {
  if (isOfTheRun(value)) return value;
  for (const part of partsOf(value)) {
    const found = refInside(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function followNew(evaluation: Evaluation, node: ts.NewExpression, scope: Scope): Value {
  const callee = evaluation.value(node.expression, scope);
  const args = followArguments(evaluation, node.arguments ?? [], scope);
  const path = callee.kind === "platform" ? callee.path : undefined;
  if (path === "Set" || path === "Map") {
    const [first] = node.arguments ?? [];
    if (first !== undefined && args[0] !== undefined) evaluation.use("list", first, node, args[0], scope);
  }
  releaseAll(evaluation, args);
  if (path === "Date" && args.length === 0) return varyingCall("Date", node, scope.module) ?? unknown;
  return path === "Date" || path === "URL" ? (args.find(({ kind }) => kind === "varying") ?? unknown) : unknown;
}
