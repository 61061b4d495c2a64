import type { OutputPlace } from "../../../dsl/foreign/work.ts";
import type { ValueShape } from "../../foreign/value-shape.ts";
import { constantExpression, wireOfJson, wireOfText } from "../expression.ts";

/**
 * The expression that makes a value in wire form of the text that a foreign program left, which until then nobody but an expression
 * may read: in a tag it would be executed. Text that is not what the schema says is an error of the cluster's, at the step that wrote it.
 *
 * @param text the expression that gives the text, such as `tasks.run.outputs.parameters.count`
 */
export function readExpression(text: string, as: OutputPlace["as"], shape: ValueShape): string {
  if (as === "json") return wireOfJson(`fromJSON(${text})`);
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
      return wireOfJson(`fromJSON(${text})`);
  }
}
