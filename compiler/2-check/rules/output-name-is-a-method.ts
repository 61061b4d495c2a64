import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { componentsOf } from "../components-of.ts";

/** Methods of what a component call returns. */
const methods = new Set(["with", "after", "onExit", "then"]);

/** No output is called like a method of tasks: it would hide the method, or be hidden by it. */
export const outputNameIsAMethod: Rule = (plan) =>
  componentsOf(plan).flatMap(({ spec, at }) =>
    Object.keys(spec.outputs ?? {})
      .filter((name) => methods.has(name))
      .map((output) => problem("output-name-is-a-method", { output, component: spec.name }, { at })),
  );
