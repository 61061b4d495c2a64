import type { MemberNode, Node } from "../../expression/ast.ts";
import { parseExpression } from "../../expression/parse-expression.ts";

/** What the names of a manifest mean at one place. */
export interface Names {
  /** A step beside the place, as its author would call it. */
  readonly step: (name: string) => string;
  /** What an input of the template got. */
  readonly input: (name: string) => string;
}

/** Functions that only carry a value from one form to another. */
const carriers = new Set(["toJson", "toJSON", "fromJson", "fromJSON", "string", "asInt", "asFloat", "int", "float"]);

/**
 * An expression in words near to the pipeline's: outputs are `step.output`, parameters `params.name`, and what only carries values from one form
 * to another is left out. An expression that can't be read stays as it is.
 *
 * @example
 * expressionWords("toJson(fromJSON(tasks['fit-2'].outputs.parameters.auc)) > 0.9", names) // => "fit-2.auc > 0.9"
 */
export function expressionWords(source: string, names: Names): string {
  try {
    return words(bare(parseExpression(source).node), names);
  } catch {
    return source.trim();
  }
}

function words(node: Node, names: Names): string {
  const of = (inner: Node) => words(inner, names);
  switch (node.kind) {
    case "nil":
      return "nil";
    case "identifier":
      return node.name;
    case "integer":
    case "float":
    case "bool":
      return String(node.value);
    case "string":
      return stringWords(node.value);
    case "pointer":
      return node.name === "" ? "#" : `#${node.name.replace(/^#/, "")}`;
    case "unary":
      return `${node.operator}${node.operator === "not" ? " " : ""}${operand(node.node, "**", names)}`;
    case "binary":
      if (bare(node) !== node) return of(bare(node));
      if (node.operator === "==" && node.right.kind === "bool")
        return node.right.value ? of(node.left) : `!${operand(node.left, "**", names)}`;
      if (node.operator === "??" && node.right.kind === "string" && node.right.value === "[]") return of(node.left);
      return `${operand(node.left, node.operator, names)} ${node.operator} ${operand(node.right, node.operator, names, true)}`;
    case "chain":
    case "predicate":
      return of(node.node);
    case "member":
      return memberWords(node, names);
    case "call":
      return callWords(of(node.callee), node.args, names);
    case "builtin":
      return callWords(node.name, node.args, names);
    case "conditional":
      return `${of(node.condition)} ? ${of(node.then)} : ${of(node.otherwise)}`;
    case "array":
      return `[${node.nodes.map(of).join(", ")}]`;
    case "map":
      return `{${node.pairs.map((pair) => `${of(pair.key)}: ${of(pair.value)}`).join(", ")}}`;
    case "slice":
      return `${of(node.node)}[${node.from === undefined ? "" : of(node.from)}:${node.to === undefined ? "" : of(node.to)}]`;
    default:
      throw new Error(`no words for ${node.kind}`); // the caller falls back to the source
  }
}

/** Operators from the loosest to the tightest, as the language binds them. */
const binding = [
  ["||", "or"],
  ["&&", "and"],
  ["==", "!=", "<", "<=", ">", ">=", "in", "matches", "contains", "startsWith", "endsWith"],
  ["+", "-"],
  ["*", "/", "%"],
  ["**"],
  ["??"],
];
const tightness = (operator: string): number => binding.findIndex((operators) => operators.includes(operator));

/** An operand has brackets where it would be read otherwise without. */
function operand(carried: Node, around: string, names: Names, isRight = false): string {
  const node = bare(carried);
  const text = words(node, names);
  if (node.kind === "conditional" || /^item\S* of /.test(text)) return `(${text})`;
  if (node.kind !== "binary" || node.operator === "??") return text;
  const [own, outer] = [tightness(node.operator), tightness(around)];
  const isOther = node.operator !== around || (isRight && !["&&", "||", "+", "*"].includes(around));
  return own < outer || (own === outer && isOther) ? `(${text})` : text;
}

/** A constant in wire form is its value. */
function stringWords(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return JSON.stringify(text);
  }
}

function callWords(name: string, args: readonly Node[], names: Names): string {
  const [first] = args;
  if (first !== undefined && isCarrier(name, args)) return words(first, names);
  return `${name}(${args.map((arg) => words(arg, names)).join(", ")})`;
}

const isCarrier = (name: string, args: readonly Node[]): boolean =>
  (args.length === 1 && carriers.has(name)) || isEscape(name, args) || isUnwrap(name, args);

/** A value without what only carries it, and without the `+ 0` that makes a number of it. */
function bare(node: Node): Node {
  if (node.kind === "chain") return bare(node.node);
  if (node.kind === "builtin" && node.args[0] !== undefined && isCarrier(node.name, node.args)) return bare(node.args[0]);
  if (
    node.kind === "call" &&
    node.callee.kind === "identifier" &&
    node.args[0] !== undefined &&
    isCarrier(node.callee.name, node.args)
  )
    return bare(node.args[0]);
  return node.kind === "binary" && node.operator === "+" && node.right.kind === "integer" && node.right.value === 0n
    ? bare(node.left)
    : node;
}

/** `replace(value, "{", "\\u007b")`, which brings a value to its wire form; two braces are written in two parts, or they would be a tag. */
const isEscape = (name: string, args: readonly Node[]): boolean =>
  name === "replace" && ["{", "{{", "$", "\x7f"].includes(constantText(args[1]) ?? "");

/** A text that is written out, perhaps in parts. */
function constantText(node: Node | undefined): string | undefined {
  if (node?.kind === "string") return node.value;
  if (node?.kind !== "binary" || node.operator !== "+") return undefined;
  const [left, right] = [constantText(node.left), constantText(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

/** `map(values, { type(#) == "string" ? fromJSON(#) : # })`, which reads each value of a list from its wire form. */
const isUnwrap = (name: string, args: readonly Node[]): boolean =>
  name === "map" &&
  args[1]?.kind === "predicate" &&
  args[1].node.kind === "conditional" &&
  args[1].node.otherwise.kind === "pointer" &&
  args[1].node.then.kind === "builtin" &&
  carriers.has(args[1].node.then.name);

function memberWords(node: MemberNode, names: Names): string {
  const path = pathOf(node);
  if (path !== undefined) return pathWords(path, names);
  const base = words(node.node, names);
  const isPlain = bare(node.node).kind !== "binary" && bare(node.node).kind !== "conditional";
  const owner = isPlain ? base : `(${base})`;
  const { property } = node;
  if (words(property, names) === "item") return `item of ${base}`;
  const [, itemPath, list] = /^item((?:\.\S+)*) of (.+)$/s.exec(base) ?? [];
  if (list !== undefined && property.kind === "string") return `item${itemPath}.${property.value} of ${list}`;
  return property.kind === "string" ? `${owner}.${property.value}` : `${owner}[${words(property, names)}]`;
}

/** The names of a chain that begins with an identifier: `a.b["c"]`. */
function pathOf(node: Node): readonly string[] | undefined {
  if (node.kind === "identifier") return [node.name];
  if (node.kind === "chain") return pathOf(node.node);
  if (node.kind !== "member" || node.property.kind !== "string") return undefined;
  const before = pathOf(node.node);
  return before === undefined ? undefined : [...before, node.property.value];
}

/** @internal A dotted name of the manifest, in words. */
export function pathWords(path: readonly string[], names: Names): string {
  const [first, second = "", third, fourth, ...rest] = path;
  const after = (found: string, more: readonly string[]) => [found, ...more].join(".");
  if ((first === "tasks" || first === "steps") && third === "outputs" && (fourth === "parameters" || fourth === "artifacts"))
    return after(names.step(second), rest);
  if ((first === "tasks" || first === "steps") && third === "outputs") return after(names.step(second), [fourth ?? "", ...rest]);
  if (first === "tasks" || first === "steps") return after(names.step(second), path.slice(2));
  if (first === "workflow" && second === "parameters") return after("params", path.slice(2));
  if (first === "inputs" && (second === "parameters" || second === "artifacts") && third !== undefined)
    return after(names.input(third), path.slice(3));
  return path.join(".");
}
