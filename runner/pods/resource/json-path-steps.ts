import type { Comparison, Operand, PathStep } from "./parse-json-path.ts";

/** What a path has found. */
export type Found = unknown;

/** Takes one step after the other, each from all that the one before has found. */
export function evaluateAll(steps: readonly PathStep[], root: unknown, from: readonly Found[]): readonly Found[] {
  let found = from;
  for (const step of steps) found = takeAll(step, root, found);
  return found;
}

/** Each member of a union looks at all that was found before the next one does. */
function takeAll(step: PathStep, root: unknown, found: readonly Found[]): readonly Found[] {
  if (step.kind === "root") return [root];
  if (step.kind === "union") return step.paths.flatMap((path) => evaluateAll(path, root, found));
  return found.flatMap((value) => take(step, value, root));
}

function take(step: PathStep, value: Found, root: unknown): readonly Found[] {
  switch (step.kind) {
    case "root":
      return [root];
    case "field":
      return isMap(value) && Object.hasOwn(value, step.name) ? [value[step.name]] : [];
    case "wildcard":
      return Array.isArray(value) ? value : isMap(value) ? sortedValues(value) : [];
    case "recursive":
      return descendants(value);
    case "slice":
      return sliceOf(value, step);
    case "union":
      return takeAll(step, root, [value]);
    case "filter":
      return (Array.isArray(value) ? value : [value]).filter((item) => passes(step.condition, root, item));
    case "literal":
      return [step.value];
  }
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A map of Go has no order of its own; its keys are sorted, so that the same object prints the same text. */
const sortedValues = (map: Readonly<Record<string, unknown>>): readonly unknown[] =>
  Object.keys(map)
    .sort()
    .map((key) => map[key]);

function descendants(value: unknown): readonly unknown[] {
  const inside = Array.isArray(value) ? value : isMap(value) ? sortedValues(value) : [];
  return [...(isMap(value) || Array.isArray(value) ? [value] : []), ...inside.flatMap(descendants)];
}

function sliceOf(value: unknown, { from, to, step, isIndex }: Extract<PathStep, { kind: "slice" }>): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new Error(`${typeof value} is not array or slice`);
  const { length } = value;
  const place = (at: number): number => (at < 0 ? at + length : at);
  if (isIndex) {
    const at = place(from ?? 0);
    if (at < 0 || at >= length) throw new Error(`array index out of bounds: index ${from ?? 0}, length ${length}`);
    return [value[at]];
  }
  const begin = place(from ?? 0);
  const end = Math.min(length, to === undefined ? length : place(to));
  if (begin >= length && length > 0 && from !== undefined && from >= length)
    throw new Error(`array index out of bounds: index ${from}, length ${length}`);
  const every = step ?? 1;
  if (every <= 0) throw new Error("step must be > 0");
  const taken: unknown[] = [];
  for (let at = Math.max(0, begin); at < end; at += every) taken.push(value[at]);
  return taken;
}

function passes({ left, operator, right }: Comparison, root: unknown, item: unknown): boolean {
  const lefts = operandOf(left, root, item);
  if (operator === "exists") return lefts.length > 0;
  const rights = right === undefined ? [] : operandOf(right, root, item);
  if (lefts.length === 0 || rights.length === 0) return false;
  if (lefts.length > 1 || rights.length > 1) throw new Error("can only compare one element at a time");
  return compare(lefts[0], operator, rights[0]);
}

const operandOf = (operand: Operand, root: unknown, item: unknown): readonly unknown[] =>
  operand.kind === "literal" ? [operand.value] : evaluateAll(operand.steps, root, [item]);

function compare(left: unknown, operator: Comparison["operator"], right: unknown): boolean {
  if (operator === "==" || operator === "!=") {
    if (kindOf(left) !== kindOf(right)) throw new Error("incompatible types for comparison");
    return (left === right) === (operator === "==");
  }
  if (kindOf(left) !== kindOf(right) || (typeof left !== "number" && typeof left !== "string"))
    throw new Error("invalid type for comparison");
  const [one, other] = [left as string, right as string];
  switch (operator) {
    case "<":
      return one < other;
    case "<=":
      return one <= other;
    case ">":
      return one > other;
    default:
      return one >= other;
  }
}

/** Go compares whole numbers with whole numbers only. */
const kindOf = (value: unknown): string => (Number.isInteger(value) ? "integer" : typeof value);
