import type { Mark } from "../../../dsl/foreign/marked-text.ts";
import { harmlessWordPattern } from "../../foreign/harmless-word.ts";
import type { ValueShape } from "../../foreign/value-shape.ts";
import { constantExpression, member } from "../expression.ts";

/** The input of the inner template that brings a parameter in one of its forms; names of the author's have no hyphen. */
export const encodedName = ({ param, form }: Mark): string => (form === "json" || form === "file" ? param : `${param}-${form}`);

/** The artifact that carries the JSON text of a parameter as a file. */
export const fileArtifact = (param: string): string => `file-${param}`;

/** Where that file lies. */
export const paramFilePath = (param: string): string => `/pipewright/params/${param}.json`;

/**
 * The expression that turns the wire form of a parameter into one of its other forms. What it gives is harmless by itself or it
 * gives nothing: a value of another kind than the schema says is an error of the cluster's, before any program starts.
 */
export function encodeExpression({ param, form }: Mark, shape: ValueShape): string {
  const wire = member("inputs.parameters", param);
  const value = `fromJSON(${wire})`;
  if (form === "base64") return `sprig.b64enc(${isText(shape) ? value : wire})`;
  if (form === "word") return `filter([${value}], # matches '${harmlessWordPattern}')[0]`;
  switch (shape.kind) {
    case "integer":
    case "number":
      return `toJson(${value} + 0)`;
    case "boolean":
      return `${value} ? 'true' : 'false'`;
    case "choice":
      return `filter(${constantExpression(shape.choices)}, # == ${value})[0]`;
    default:
      return `filter([${value}], # matches '${harmlessWordPattern}')[0]`;
  }
}

export const isText = ({ kind }: ValueShape): boolean => kind === "text" || kind === "choice";
