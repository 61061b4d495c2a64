import { escapeGoJson } from "../../compiler/expression/go/escape-json.ts";
import { quote } from "../../compiler/expression/go/quote.ts";
import { replaceExpressionTag } from "./replace-expression-tag.ts";
import { replaceSimpleTag } from "./replace-simple-tag.ts";
import type { Scope } from "./scope.ts";
import type { Strictness } from "./strictness.ts";
import { TemplateError } from "./template-error.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface ReplaceOptions {
  /** Which tags have to be resolved; those that need not stay as text. */
  readonly strict: Strictness;
}

/**
 * Replaces the tags of a template as the controller does: in its JSON text, from `{{` to the first `}}`, once. Text that a tag brought
 * is looked through only by the next pass.
 *
 * @param template any JSON
 * @throws TemplateError when a tag that has to be resolved is not, an expression is wrong, or the text is no JSON any more
 * @example replaceTags({ v: "{{x}} {{= 1 + 1 }}" }, createScope({ x: "a" }), { strict: "all" }) // => { v: "a 2" }
 */
export function replaceTags<T extends Json>(template: T, scope: Scope, options: ReplaceOptions): T {
  const plain = JSON.stringify(template);
  if (!plain.includes("{{")) return template;
  const text = escapeGoJson(plain);
  const replaced = replaceTagsInPlainText(text, scope, options);
  return replaced === text ? template : (parsed(replaced) as T);
}

/** The same on a text that is JSON already. */
export function replaceTagsInText(json: string, scope: Scope, options: ReplaceOptions): string {
  if (!isJson(json)) throw new TemplateError("cannot do template replacements with invalid JSON", false);
  const replaced = replaceTagsInPlainText(json, scope, options);
  if (replaced !== json) parsed(replaced);
  return replaced;
}

/** The same on a text that is no JSON: what takes the place of a tag is escaped all the same, as the controller does. */
export const replaceTagsInPlainText = (text: string, scope: Scope, { strict }: ReplaceOptions): string =>
  replaceEach(text, (tag) =>
    tag.startsWith("=") ? replaceExpressionTag(tag.slice(1), scope, strict) : replaceSimpleTag(tag, scope, strict),
  );

function parsed(replaced: string): unknown {
  try {
    return JSON.parse(replaced);
  } catch {
    throw new TemplateError("cannot finish template replacement because the result was invalid JSON", false);
  }
}

/** The tags of a text, without their braces, as they are read: from `{{` to the first `}}`. */
export function tagsIn(text: string): readonly string[] {
  const tags: string[] = [];
  replaceEach(text, (tag) => {
    tags.push(tag);
    return "";
  });
  return tags;
}

function replaceEach(text: string, replace: (tag: string) => string): string {
  let out = "";
  let at = 0;
  for (;;) {
    const open = text.indexOf("{{", at);
    if (open < 0) return out + text.slice(at);
    const close = text.indexOf("}}", open + 2);
    if (close < 0)
      throw new TemplateError(
        `Cannot find end tag="}}" in the template=${quote(text)} starting from ${quote(text.slice(open + 2))}`,
        false,
      );
    out += text.slice(at, open) + replace(text.slice(open + 2, close));
    at = close + 2;
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
