import { quote } from "../../compiler/expression/go/quote.ts";
import type { Scope } from "./scope.ts";
import { mustResolve, type Strictness } from "./strictness.ts";
import { TemplateError } from "./template-error.ts";

/**
 * What takes the place of `{{tag}}` in a JSON text: the value, escaped as Go's strconv.Quote does, or the tag itself when it
 * may stay.
 *
 * @param tag what stands between the braces
 */
export function replaceSimpleTag(tag: string, scope: Scope, strictness: Strictness): string {
  const name = trimSpace(tag);
  const value = scope.values.get(name);
  if (value === undefined) return replaceInnerTag(tag, scope) ?? keepTag(tag, name, strictness);
  if (value === null)
    throw new TemplateError(
      `unable to substitute {{${tag}}}: output is an absent optional (skipped/omitted node with no default)`,
      false,
    );
  if (typeof value !== "string") throw new TemplateError(`failed to resolve {{${tag}}} to string`, true);
  return quote(value).slice(1, -1);
}

/** `{{outer-{{inner}}}}` is read as the tag `outer-{{inner`: its end may be replaced, and the outer tag in a later pass. */
function replaceInnerTag(tag: string, scope: Scope): string | undefined {
  const at = tag.lastIndexOf("{{");
  if (at <= 0) return undefined;
  const inner = tag.slice(at + 2);
  const value = scope.values.get(inner);
  if (value === null)
    throw new TemplateError(`unable to substitute nested tag {{${tag}}}: ${quote(inner)} is an absent optional`, false);
  return typeof value === "string" ? `{{${tag.slice(0, at)}${quote(value).slice(1, -1)}` : undefined;
}

/** Artifacts are resolved by others, so that one that is optional may be missing. */
function keepTag(tag: string, name: string, strictness: Strictness): string {
  const isArtifact = strictness !== "all" && name.includes(".outputs.artifacts.");
  if (mustResolve(strictness, name) && !isArtifact) throw new TemplateError(`failed to resolve {{${tag}}}`, true);
  return `{{${tag}}}`;
}

function trimSpace(text: string): string {
  return text.replace(/^[\t\n\v\f\r \u0085\u00a0]+|[\t\n\v\f\r \u0085\u00a0]+$/g, "");
}
