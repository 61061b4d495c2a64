import type { z } from "zod";
import type { Json } from "../../dsl/nodes/ref-node.ts";
import { remembered } from "../../util/remembered.ts";
import type { Plan } from "../plan/plan.ts";
import { type CallOf, callsOf } from "./calls-of.ts";
import { isJson } from "./is-json.ts";

/** A constant that a task passes to a parameter of its component, or a call to one of its pipeline. */
export interface ConstantArg {
  readonly task: Pick<CallOf, "task" | "at">;
  readonly name: string;
  readonly schema: z.ZodType;
  readonly value: Json;
}

/** Every constant argument of a plan; for unknown parameters there is another rule. */
export const constantArgs: (plan: Plan) => readonly ConstantArg[] = remembered((plan) =>
  callsOf(plan).flatMap((task) =>
    Object.entries(task.params).flatMap(([name, schema]) => {
      const arg = task.args[name];
      return arg?.kind === "value" && arg.value.kind === "constant" ? [{ task, name, schema, value: arg.value.value }] : [];
    }),
  ),
);

/** Whether a value arrives in a container as it left: it is JSON, and JSON text says all of it. */
export function travels(value: unknown): boolean {
  if (!isJson(value)) return false; // asked first: a ref inside of it throws when it is made text
  const text = JSON.stringify(value);
  return JSON.stringify(JSON.parse(text)) === text;
}
