import type { CallNode, Node } from "../ast.ts";
import type { Builtin } from "../builtins/builtin.ts";
import { BUILTINS } from "../builtins/table.ts";
import { ANY, assignable, type GoType, isInteger, isUnknown, UNKNOWN } from "../go/go-type.ts";
import type { Checking } from "./checking.ts";
import { plain } from "./type-rules.ts";

/** A call of a variable, a method or what else gives a function. The arguments of an unknown function are not looked at. */
export function checkCall(node: CallNode, checking: Checking): GoType {
  const { callee } = node;
  if (callee.kind === "identifier" && callee.name === "$env")
    return checking.fail(node, "map[string]interface {} is not callable");
  const type = checking.visit(callee);
  if (isUnknown(type)) return UNKNOWN;
  const name = calleeName(callee);
  if (type.nil === true) return checking.fail(node, `${name} is nil; cannot call nil as function`);
  if (type.kind !== "func") return checking.fail(node, `${type.name} is not callable`);
  const builtin = callee.kind === "identifier" && !checking.variables.has(callee.name) ? BUILTINS.get(callee.name) : undefined;
  if (builtin !== undefined) return checkFunction(builtin, node, node.args, checking);
  const result = callResult(name, type, node, node.args, checking);
  return "problem" in result ? checking.fail(result.at, result.problem) : result;
}

function calleeName(callee: Node): string {
  if (callee.kind === "identifier") return callee.name;
  return callee.kind === "member" && callee.property.kind === "string" ? callee.property.value : "function";
}

/** A call of a builtin: the first of its types that fits counts. */
export function checkFunction(builtin: Builtin, node: Node, args: readonly Node[], checking: Checking): GoType {
  const { signature } = builtin;
  if ("validate" in signature) {
    const types = args.map((arg) => {
      const type = checking.visit(arg);
      return isUnknown(type) ? ANY : plain(type);
    });
    const result = signature.validate(types);
    return "problem" in result ? checking.fail(node, result.problem) : plain(result);
  }
  let last: CallProblem | undefined;
  for (const type of signature.overloads) {
    const result = callResult(builtin.name, type, node, args, checking);
    if (!("problem" in result)) return result;
    last = result;
  }
  return checking.fail(last?.at ?? node, last?.problem ?? `no matching overload for ${builtin.name}`);
}

interface CallProblem {
  readonly problem: string;
  readonly at: Node;
}

function callResult(name: string, type: GoType, node: Node, args: readonly Node[], checking: Checking): GoType | CallProblem {
  const params = type.params ?? [];
  const variadic = type.variadic ?? false;
  const tooFew = args.length < (variadic ? params.length - 1 : params.length);
  const tooMany = !variadic && args.length > params.length;
  if (tooFew || tooMany) {
    for (const arg of args) checking.visit(arg);
    return { problem: `${tooFew ? "not enough" : "too many"} arguments to call ${name}`, at: node };
  }
  for (const [i, arg] of args.entries()) {
    const last = params[params.length - 1];
    const wanted = (variadic && i >= params.length - 1 ? last?.elem : params[i]) ?? ANY;
    const problem = argumentProblem(name, checking.visit(arg), wanted);
    if (problem !== undefined) return { problem, at: arg };
  }
  return plain(type.result ?? UNKNOWN);
}

function argumentProblem(name: string, type: GoType, wanted: GoType): string | undefined {
  if (isInteger(wanted) && isInteger(type) && type.kind !== wanted.kind) return undefined;
  if (type.nil === true) {
    if (wanted.kind === "pointer" || wanted.kind === "interface") return undefined;
    return `cannot use nil as argument (type ${wanted.name}) to call ${name}`;
  }
  if (isUnknown(type) || assignable(type, wanted)) return undefined;
  return `cannot use ${type.name} as argument (type ${wanted.name}) to call ${name} `;
}
