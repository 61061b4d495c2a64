import type { z } from "zod";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/**
 * A pipeline's parameter is what a person typed: nothing on the cluster runs its schema, so a schema that turns it into something else
 * would promise a type that never arrives.
 */
export const parameterTransforms: Rule = (plan) =>
  plan.params
    .filter(({ schema }) => transforms(schema))
    .map(({ name }) => problem("parameter-transforms", { parameter: name, pipeline: plan.name }, { at: plan.at }));

interface Definition {
  readonly type?: string;
  readonly innerType?: z.ZodType;
  readonly coerce?: boolean;
}

/** Whether a schema, without its defaults and the like, is a pipe, a transform or a coercion. */
function transforms(schema: z.ZodType): boolean {
  const { type, innerType, coerce } = schema._zod.def as Definition;
  if (innerType !== undefined) return transforms(innerType);
  return type === "pipe" || type === "transform" || coerce === true;
}
