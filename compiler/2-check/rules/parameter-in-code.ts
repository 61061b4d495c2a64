import { marksIn } from "../../../dsl/foreign/marked-text.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { codeArguments } from "../foreign/code-arguments.ts";
import { foreignSteps, programsOf } from "../foreign/foreign-of.ts";

/** No parameter becomes part of a program's text: what is in it would be run. */
export const parameterInCode: Rule = (plan) =>
  foreignSteps(plan).flatMap(({ name, work, at }) => {
    const code = [
      ...(work.kind === "script" && typeof work.source === "string" ? [{ where: "source", text: work.source }] : []),
      ...programsOf(work).flatMap(({ program, before }) =>
        codeArguments(program).map(({ where, text }) => ({ where: `${before}${where}`, text })),
      ),
    ];
    return code.flatMap(({ where, text }) =>
      // the path of a file is text of our own
      [...new Set(marksIn(text).flatMap(({ param, form }) => (form === "file" ? [] : [param])))].map((parameter) =>
        problem("parameter-in-code", { step: name, where, parameter, variable: variableFor(parameter) }, { at }),
      ),
    );
  });

const variableFor = (parameter: string): string =>
  parameter
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
