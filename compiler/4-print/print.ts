import { Document, visit } from "yaml";
import type { ArgoObject } from "../3-lower/lower.ts";

/** Text that Go's reader takes for a number where YAML 1.1 does not. */
const goNumber = /^[-+]?0[xXoObB]/;
/** Characters that YAML allows only as escapes, or that Go's reader refuses or folds. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * Argo objects as one YAML file. Text that a reader of YAML 1.1, or Go's, would take for something else (`yes`, `12:30`, `0X1F`) is
 * quoted. Keys stay in the order of lowering, so the same objects are the same bytes.
 */
export function print(objects: readonly ArgoObject[]): string {
  return objects.map(printOne).join("---\n");
}

function printOne(object: ArgoObject): string {
  const document = new Document(object, { version: "1.1", aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_key, scalar) => {
      const { value } = scalar;
      if (typeof value === "string" && (goNumber.test(value) || value.search(unprintable) >= 0)) scalar.type = "QUOTE_DOUBLE";
    },
  });
  return document
    .toString({ lineWidth: 0 })
    .replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
