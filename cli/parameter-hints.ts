import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Diagnostic, diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import type { Plan, PlanTask } from "../compiler/plan/plan.ts";
import { tasksOfAll } from "../compiler/plan/visit-plan.ts";
import type { Place } from "../dsl/place.ts";

/**
 * What TypeScript says of a wrong argument, with the parameter and the component that it belongs to: `Type 'string' is not assignable to
 * type 'number'` names neither. Only where the place of the problem is certainly inside the call of a task that has such an argument.
 */
export function withParameterHints(types: readonly Diagnostic[], plan: Plan): readonly Diagnostic[] {
  if (!types.some(isWrongType)) return types;
  const tasks = tasksOfAll(plan);
  return types.map((one) => {
    if (!isWrongType(one) || one.at === undefined) return one;
    const help = hintAt(one.at, tasks);
    return help === undefined ? one : diagnostic({ ...one, help });
  });
}

const isWrongType = ({ code, message }: Diagnostic): boolean =>
  code === "type-error" && /^TS(2322|2375|2345|2379):/.test(message);

function hintAt(at: Place, tasks: readonly PlanTask[]): string | undefined {
  const text = textOf(at.file);
  const place = offsetOf(text, at);
  const name = /^[A-Za-z_$][\w$]*/.exec(text.slice(place))?.[0];
  if (name === undefined) return undefined;
  const around = tasks
    .filter(({ at: call, args }) => call?.file === at.file && Object.hasOwn(args, name))
    .map((task) => ({ task, start: offsetOf(text, task.at!) }))
    .filter(({ start }) => start < place && isInside(text.slice(start, place)));
  const nearest = around.toSorted((left, right) => right.start - left.start)[0]?.task;
  const schema = nearest?.component.spec.params?.[name];
  const kind = schema === undefined ? undefined : kindWords(schema);
  return kind === undefined ? undefined : `Parameter "${name}" of component "${nearest!.component.spec.name}" is ${kind}.`;
}

/** A call that has begun and not ended: more brackets are open than closed, but for those in texts. */
function isInside(text: string): boolean {
  const code = text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\/[^\n]*/g, "");
  let depth = 0;
  for (const [character] of code.matchAll(/[()]/g)) {
    depth += character === "(" ? 1 : -1;
    if (depth === 0) return false;
  }
  return depth > 0;
}

const words: Readonly<Record<string, string>> = {
  number: "a number",
  integer: "a whole number",
  string: "text",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function kindWords(schema: z.ZodType): string | undefined {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  if (Array.isArray(json.enum)) return `one of ${json.enum.map((one) => JSON.stringify(one)).join(", ")}`;
  return typeof json.type === "string" ? words[json.type] : undefined;
}

function offsetOf(text: string, { line, column }: Place): number {
  let start = 0;
  for (let at = 1; at < line; at++) start = text.indexOf("\n", start) + 1;
  return start + column - 1;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // a place that can't be read has no hint
  }
}
