import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { componentsOf } from "../components-of.ts";
import { isIdentifier } from "../identifier.ts";

/** What goes in and out of a component has names that Argo's expressions and environment variables can say. */
export const portName: Rule = (plan) =>
  componentsOf(plan).flatMap(({ spec, at }) =>
    Object.keys({ ...spec.params, ...spec.inputs, ...spec.outputs })
      .filter((name) => !isIdentifier(name))
      .map((port) => problem("port-name", { port, component: spec.name }, { at })),
  );
