import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { transforms } from "../transforms.ts";

/**
 * A pipeline's parameter is what a person typed: nothing on the cluster runs its schema, so a schema that turns it into something else
 * would promise a type that never arrives.
 */
export const parameterTransforms: Rule = (plan) =>
  plan.params
    .filter(({ schema }) => transforms(schema))
    .map(({ name }) => problem("parameter-transforms", { parameter: name, pipeline: plan.name }, { at: plan.at }));
