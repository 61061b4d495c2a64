import type { z } from "zod";
import { marksIn } from "../../../dsl/foreign/marked-text.ts";
import { problem } from "../../diagnostics/problem.ts";
import { paramShape } from "../../foreign/value-shape.ts";
import type { Rule } from "../check.ts";
import { codeArguments } from "../foreign/code-arguments.ts";
import { foreignSteps, programsOf } from "../foreign/foreign-of.ts";

/** No parameter becomes part of a program's text: what is in it would be run. */
export const parameterInCode: Rule = (plan) =>
  foreignSteps(plan).flatMap(({ name, spec, work, at }) => {
    const code = [
      ...(work.kind === "script" && typeof work.source === "string" ? [{ where: "source", text: work.source }] : []),
      ...programsOf(work).flatMap(({ program, before }) =>
        codeArguments(program).map(({ where, text }) => ({ where: `${before}${where}`, text })),
      ),
    ];
    return code.flatMap(({ where, text }) =>
      // the path of a file is text of our own
      [...new Set(marksIn(text).flatMap(({ param, form }) => (form === "file" ? [] : [param])))].map((parameter) =>
        problem(
          "parameter-in-code",
          { step: name, where, parameter, variable: variableFor(parameter), form: formFor(spec.params?.[parameter]) },
          { at },
        ),
      ),
    );
  });

/** The form in which a program reads a variable most easily. */
function formFor(schema: z.ZodType | undefined): "text" | "base64" | "json" {
  switch (schema === undefined ? "json" : paramShape(schema).kind) {
    case "integer":
    case "number":
    case "boolean":
      return "text";
    case "text":
    case "choice":
      return "base64";
    case "json":
      return "json";
  }
}

const variableFor = (parameter: string): string =>
  parameter
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
