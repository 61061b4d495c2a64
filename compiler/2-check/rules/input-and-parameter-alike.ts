import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { componentsOf } from "../components-of.ts";

/** Inputs and parameters of a component have different names: both are arguments of one call. */
export const inputAndParameterAlike: Rule = (plan) =>
  componentsOf(plan).flatMap(({ spec, at }) =>
    Object.keys(spec.inputs ?? {})
      .filter((name) => Object.hasOwn(spec.params ?? {}, name))
      .map((name) => problem("input-and-parameter-alike", { name, component: spec.name }, { at })),
  );
