import type { OutputPlace } from "../../../dsl/foreign/work.ts";
import type { ValueShape } from "../../foreign/value-shape.ts";
import { constantExpression, wireOfText } from "../expression.ts";

/**
 * The expression that makes a value in wire form of the text that a foreign program left, which until then nobody but an expression
 * may read: in a tag it would be executed. Text that is not what the schema says is an error of the cluster's, at the step that wrote it.
 *
 * @param text the expression that gives the text, such as `tasks.run.outputs.parameters.count`
 */
export function readExpression(text: string, as: OutputPlace["as"], shape: ValueShape): string {
  if (as === "json") return wireOfParsed(`fromJSON(${text})`);
  switch (shape.kind) {
    case "integer":
      return `toJson(filter([float(trim(${text}))], # == floor(#))[0])`;
    case "number":
      return `toJson(float(trim(${text})))`;
    case "boolean":
      return `fromJSON(lower(trim(${text}))) ? 'true' : 'false'`;
    case "choice":
      return wireOfText(`filter(${constantExpression(shape.choices)}, # == trim(${text}))[0]`);
    case "text":
      return wireOfText(text);
    case "json":
      return wireOfParsed(`fromJSON(${text})`);
  }
}

/**
 * JSON of any value in wire form. It stands outside of a tag, where two opening braces would begin one; a brace of the value itself
 * is followed by a key, so two in a row come from text.
 */
const wireOfParsed = (expression: string): string =>
  `replace(replace(replace(toJson(${expression}), '{' + '{', '{\\\\u007b'), '$', '\\\\u0024'), '\\x7f', '\\\\u007f')`;
