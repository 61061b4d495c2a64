import { problem } from "../../diagnostics/problem.ts";
import { isHarmlessWord } from "../../foreign/harmless-word.ts";
import { paramShape, type ValueShape } from "../../foreign/value-shape.ts";
import { workMarks } from "../../foreign/work-texts.ts";
import type { Rule } from "../check.ts";
import { foreignSteps } from "../foreign/foreign-of.ts";

/** `.text` and `.word` are for values that stay harmless as plain text, whatever they are. The editor says the same, but for choices. */
export const parameterHasNoPlainText: Rule = (plan) =>
  foreignSteps(plan).flatMap(({ name, spec, work, at }) =>
    workMarks(work).flatMap(({ param, form }) => {
      const schema = spec.params?.[param];
      if (schema === undefined || (form !== "text" && form !== "word")) return [];
      const shape = paramShape(schema);
      const help = form === "text" ? textHelp(shape) : wordHelp(shape);
      if (help === undefined) return [];
      return [problem("parameter-has-no-plain-text", { step: name, parameter: param, form, kind: shown(shape), help }, { at })];
    }),
  );

function textHelp(shape: ValueShape): string | undefined {
  switch (shape.kind) {
    case "integer":
    case "number":
    case "boolean":
      return undefined;
    case "choice": {
      const odd = shape.choices.find((choice) => !isHarmlessWord(choice));
      return odd === undefined
        ? undefined
        : `Its choice ${JSON.stringify(odd)} is no harmless word: pass .base64, .json or .file.`;
    }
    case "text":
      return "Pass .base64, .json or .file, or .word when it is one word, such as a name or a URI.";
    case "json":
      return "Pass .json, .base64 or .file.";
  }
}

const wordHelp = (shape: ValueShape): string | undefined =>
  shape.kind === "text" || shape.kind === "choice"
    ? undefined
    : "Only text is a word: pass .json, or .text for numbers and truth values.";

function shown(shape: ValueShape): string {
  if (shape.kind === "choice") return "a choice";
  if (shape.kind === "json") return "a value of several parts or kinds";
  if (shape.kind === "text") return "any text";
  return shape.kind === "integer" ? "an integer" : `a ${shape.kind}`;
}
