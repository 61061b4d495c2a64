import { Document, isScalar, type Scalar, visit } from "yaml";
import { marksIn, splitMarks } from "../../../dsl/foreign/marked-text.ts";
import type { Json } from "../../../dsl/nodes/ref-node.ts";
import { renderText } from "./render-text.ts";

/** Stands for a whole JSON value while the manifest is printed; letters alone, so no writer quotes or breaks it. */
const placeholder = (index: number): string => `PIPEWRIGHTVALUE${index}ENDOFVALUE`;
const placeholders = /PIPEWRIGHTVALUE(\d+)ENDOFVALUE/g;

/**
 * An object of the cluster as the text of a manifest. Where a text is the JSON of a parameter and nothing else, the value itself
 * stands, a number, a list, an object; every text with a word of a parameter's in it is in double quotes, in which no harmless word
 * means anything.
 *
 * Block style on purpose: kubectl takes a patch that begins with `{` for JSON.
 */
export function resourceManifest(manifest: Json): string {
  if (typeof manifest === "string") return renderText(manifest);
  const values: string[] = [];
  const document = new Document(manifest, { version: "1.1", aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_key, scalar) => {
      renderScalar(scalar, values);
    },
  });
  const printed = document.toString({ lineWidth: 0 }).trimEnd();
  return printed.replace(placeholders, (_whole, index: string) => values[Number(index)]!);
}

function renderScalar(scalar: Scalar, values: string[]): void {
  if (!isScalar(scalar) || typeof scalar.value !== "string") return;
  const [only, ...more] = splitMarks(scalar.value);
  if (typeof only === "object" && only.form === "json" && more.length === 0) {
    scalar.value = placeholder(values.push(renderText(scalar.value)) - 1);
    scalar.type = "PLAIN";
    return;
  }
  if (marksIn(scalar.value).length > 0) scalar.type = "QUOTE_DOUBLE";
  scalar.value = renderText(scalar.value);
}
