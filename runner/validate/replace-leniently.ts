import { replaceExpressionTag } from "../template/replace-expression-tag.ts";
import { replaceSimpleTag } from "../template/replace-simple-tag.ts";
import { tagsIn } from "../template/replace-tags.ts";
import { createScope, type Scope } from "../template/scope.ts";
import { TemplateError } from "../template/template-error.ts";
import { refuse } from "./refusal.ts";

/**
 * Replaces the tags of a JSON text by what is known of their values before a run: placeholders, mostly. Nothing has to be there, and an
 * expression that fails on a placeholder stays as it is; what is left must be JSON still.
 */
export function replaceLeniently(json: string, values: ReadonlyMap<string, string>): string {
  if (!json.includes("{{")) return json;
  try {
    const scope = createScope(values);
    let replaced = "";
    let at = 0;
    for (const tag of tagsIn(json)) {
      const open = json.indexOf("{{", at);
      replaced += json.slice(at, open) + replacement(tag, scope);
      at = open + tag.length + 4;
    }
    replaced += json.slice(at);
    return isJson(replaced) ? replaced : refuse("cannot finish template replacement because the result was invalid JSON");
  } catch (error) {
    if (error instanceof TemplateError) return refuse(error.message);
    throw error;
  }
}

function replacement(tag: string, scope: Scope): string {
  if (!tag.startsWith("=")) return replaceSimpleTag(tag, scope, "none");
  try {
    return replaceExpressionTag(tag.slice(1), scope, "none");
  } catch (error) {
    if (error instanceof TemplateError && !error.message.startsWith("failed to unmarshall")) return `{{${tag}}}`;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
