import { currentBuilder } from "./build/builder.ts";
import { callerOf } from "./place.ts";
import { formOf, isRef, type Owner, operation } from "./ref.ts";
import type { TextRef } from "./refs/text-ref.ts";
import type { Ref } from "./refs/value-ref.ts";

/** What can stand in a text: texts, numbers and truth values, now or later. */
export type TextPart = string | number | boolean | Ref<string> | Ref<number> | Ref<boolean>;

/**
 * A text with values in it that will exist when the pipeline runs: what a template literal would be if they existed now. Numbers are
 * written as JavaScript writes them.
 *
 * ```ts
 * tell({ message: text`trained on ${counted.rows} rows, AUC ${fit.auc}` });
 * ```
 *
 * Becomes `'trained on ' + toJson(fromJSON(tasks.count.outputs.parameters.rows)) + ...`.
 */
export function text(strings: TemplateStringsArray, ...parts: readonly TextPart[]): TextRef {
  const owner = currentBuilder("text`...`", callerOf(text));
  const pieces = strings.flatMap((string, index) =>
    index < parts.length ? [string, writtenOut(parts[index], owner)] : [string],
  );
  const written = pieces.filter((piece) => piece !== "");
  return operation("text", written.length === 0 ? [""] : written, text, owner);
}

/** What is neither a ref nor plain stays as it is, for the check to find. */
function writtenOut(part: unknown, owner: Owner): unknown {
  if (!isRef(part)) return typeof part === "number" || typeof part === "boolean" ? String(part) : part;
  const form = formOf(part);
  if (form === "text") return part;
  return operation(form === "plain" ? "json" : "asText", [part], text, owner);
}
