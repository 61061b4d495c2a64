import type { ts } from "ts-morph";
import type { RunEnd } from "../../../dsl/end-refs.ts";
import type { TaskMethods } from "../../../dsl/task.ts";
import type { Branch } from "../../../dsl/when.ts";
import type { Scope } from "../scope.ts";
import { lose, type ObjectValue, plain, unknown, type Value } from "../value.ts";
import { itemAt } from "./bindings.ts";
import type { Evaluation } from "./evaluation.ts";
import { platformValue } from "./platform.ts";

/** What a property of a value holds, when it is read and not called. */
export function followMember(evaluation: Evaluation, owner: Value, name: string, node: ts.Expression, scope: Scope): Value {
  switch (owner.kind) {
    case "ref":
      if (name === "kind") return plain;
      if (name === "length") evaluation.use("list", node, node.parent, owner, scope);
      return name === "length" ? plain : { kind: "ref", sort: "value", made: owner.made };
    case "handle":
      if (isMethodOfHandle(name)) return unknown;
      return { kind: "ref", sort: "value", made: owner.made, ...(owner.schemas && { schema: { ...owner.schemas, name } }) };
    case "object":
      return memberOf(evaluation, owner, name, node, scope);
    case "list":
      if (name === "length") return plain;
      if (/^\d+$/.test(name)) return itemAt(owner, Number(name));
      lose(owner);
      return unknown;
    case "module":
      return evaluation.exported(owner.module, name);
    case "package":
      return evaluation.packageMember(owner.name, name);
    case "platform":
      return platformValue(`${owner.path}.${name}`, node, scope.module);
    case "varying":
      return owner;
    default:
      lose(owner);
      return unknown;
  }
}

/** Methods of what words return; all else are refs. */
export const isMethodOfHandle = (name: string): boolean => methods.has(name);

const methods: ReadonlySet<string> = new Set<
  Extract<keyof TaskMethods<object> | keyof Branch<object> | keyof RunEnd, string> | "then"
>([...(["with", "after", "onExit", "elseWhen", "otherwise"] as const), ...(["ifMade", "then"] as const)]);

function memberOf(evaluation: Evaluation, owner: ObjectValue, name: string, node: ts.Expression, scope: Scope): Value {
  const own = owner.members.get(name);
  const [base, another] = owner.bases;
  if (base === undefined && own !== undefined) return own;
  const isClear = owner.bases.every(({ kind }) => kind === "handle" || kind === "object");
  if (isClear && own !== undefined) return own;
  if (isClear && base !== undefined && another === undefined) return evaluation.member(base, name, node, scope);
  lose(owner);
  return unknown;
}
