import { compileRegexp } from "../../../compiler/expression/go/regexp.ts";
import type { CelNode } from "./cel-node.ts";
import { parseCel } from "./parse-cel.ts";

/** What a rule may know about the fields of the object that it judges. */
export interface CelFields {
  readonly required: readonly string[];
  readonly withDefault: readonly string[];
}

export interface TranslatedRule {
  /** The rule judges each item of its list, not the list. */
  readonly each: boolean;
  /** Fields that the rule speaks of, in its order. */
  readonly fields: readonly string[];
  /** A TypeScript expression over `self`. */
  readonly code: string;
}

type CelType = "flag" | "whole" | "text";

interface Translation {
  readonly self: string;
  readonly fields: Set<string>;
  /** Fields that are read without asking whether they are there. */
  readonly read: Set<string>;
}

/**
 * A CEL rule of a CRD as TypeScript. `fieldsOf` tells about the fields of what is judged: the object, or each item when the rule is
 * `self.all(...)`.
 *
 * @throws Error for what it does not know, and for a rule that could read a field that is missing (CEL fails there)
 */
export function translateCel(rule: string, fieldsOf: (each: boolean) => CelFields): TranslatedRule {
  const whole = parseCel(rule);
  const each = whole.kind === "call" && whole.name === "all" && whole.of?.kind === "name" && whole.of.name === "self";
  const [item, body] = each ? whole.args : [{ kind: "name", name: "self" } as const, whole];
  if (item?.kind !== "name" || body === undefined) throw new Error(`CEL: ${rule}: "all" wants a name and a rule`);
  const translation: Translation = { self: item.name, fields: new Set(), read: new Set() };
  const code = translate(body, "flag", translation);
  const { required, withDefault } = fieldsOf(each);
  const asked = new Set([...rule.matchAll(/has\(\w+\.(\w+)\)/g)].map(([, field]) => field));
  for (const field of translation.read) {
    if (!required.includes(field) && !asked.has(field)) throw new Error(`CEL: ${rule}: "${field}" may be missing`);
  }
  for (const field of translation.fields) {
    if (withDefault.includes(field)) throw new Error(`CEL: ${rule}: "${field}" has a default, which is not known here`);
  }
  return { each, fields: [...translation.fields], code };
}

function translate(node: CelNode, as: CelType, cx: Translation): string {
  const unknown = (): never => {
    throw new Error(`CEL: ${node.kind} ${JSON.stringify(node)} is not known as ${as}`);
  };
  switch (node.kind) {
    case "number":
      return as === "whole" ? String(node.value) : unknown();
    case "text":
      return as === "text" ? JSON.stringify(node.value) : unknown();
    case "member": {
      const field = fieldOf(node, cx) ?? unknown();
      cx.read.add(field);
      if (as === "flag") return `isTrue(self, "${field}")`;
      return as === "text" ? `textOf(self, "${field}")` : unknown();
    }
    case "not":
      return as === "flag" ? `!${translate(node.of, "flag", cx)}` : unknown();
    case "choice":
      return `(${translate(node.test, "flag", cx)} ? ${translate(node.yes, as, cx)} : ${translate(node.no, as, cx)})`;
    case "operator":
      return operator(node.sign, node.left, node.right, as, cx) ?? unknown();
    case "call":
      return (as === "flag" ? call(node, cx) : undefined) ?? unknown();
    case "name":
      return unknown();
  }
}

function operator(sign: string, left: CelNode, right: CelNode, as: CelType, cx: Translation): string | undefined {
  const count = sign === "<=" && as === "flag" ? countOfFields(left, cx) : undefined;
  if (count !== undefined) return `count(self, ${JSON.stringify(count)}) <= ${translate(right, "whole", cx)}`;
  const both = (type: CelType, code: string) => `(${translate(left, type, cx)} ${code} ${translate(right, type, cx)})`;
  if (sign === "&&" || sign === "||") return as === "flag" ? both("flag", sign) : undefined;
  if (sign === "+") return as === "whole" ? both("whole", "+") : undefined;
  if (as !== "flag") return undefined;
  if (sign === "==" || sign === "!=") return both(right.kind === "text" ? "text" : "whole", `${sign}=`);
  return both("whole", sign);
}

/** The fields of `(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) + …`. */
function countOfFields(node: CelNode, cx: Translation): readonly string[] | undefined {
  if (node.kind === "operator" && node.sign === "+") {
    const left = countOfFields(node.left, cx);
    const right = countOfFields(node.right, cx);
    return left && right && [...left, ...right];
  }
  if (node.kind !== "choice" || node.test.kind !== "call" || node.test.name !== "has") return undefined;
  const [arg] = node.test.args;
  const isCount = node.yes.kind === "number" && node.yes.value === 1 && node.no.kind === "number" && node.no.value === 0;
  const field = isCount && arg?.kind === "member" ? fieldOf(arg, cx) : undefined;
  return field === undefined ? undefined : [field];
}

function call({ of, name, args }: Extract<CelNode, { kind: "call" }>, cx: Translation): string | undefined {
  const [arg] = args;
  if (arg === undefined || args.length !== 1) return undefined;
  if (name === "has" && of === undefined && arg.kind === "member") {
    const field = fieldOf(arg, cx);
    return field === undefined ? undefined : `has(self, "${field}")`;
  }
  if (of === undefined || arg.kind !== "text") return undefined;
  if (name === "contains") return `${translate(of, "text", cx)}.includes(${JSON.stringify(arg.value)})`;
  if (name === "matches") return `${compileRegexp(arg.value)}.test(${translate(of, "text", cx)})`;
  return undefined;
}

function fieldOf(node: Extract<CelNode, { kind: "member" }>, cx: Translation): string | undefined {
  if (node.of.kind !== "name" || node.of.name !== cx.self) return undefined;
  cx.fields.add(node.field);
  return node.field;
}
