import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { isIdentifier } from "../identifier.ts";

/** A pipeline's parameter has a name that Argo's expressions can say. */
export const parameterName: Rule = ({ params, at }) =>
  params.filter(({ name }) => !isIdentifier(name)).map(({ name }) => problem("parameter-name", { parameter: name }, { at }));
