/** A tag in a text of a manifest: `{{name}}` or `{{= expression }}`. */
export interface TemplateTag {
  readonly kind: "simple" | "expression";
  /** The whole tag, with its braces. */
  readonly text: string;
  /** The name without blanks around it, or the expression as it is written. */
  readonly inner: string;
  /** Characters before the tag. */
  readonly start: number;
}

export interface ScannedTags {
  readonly tags: readonly TemplateTag[];
  /** Where a `{{` stands that nothing closes. */
  readonly unclosed: number | undefined;
}

const nothing: ScannedTags = Object.freeze({ tags: Object.freeze([]), unclosed: undefined });

/**
 * The tags of a text as the controller finds them: from `{{` to the first `}}`, with no way to escape either.
 *
 * Of a tag inside a tag, `{{inputs.parameters.{{item}}}}`, the inner one is given: what the outer one names is known only at run time.
 *
 * @example templateTags("{{a}} {{= 1 + 1 }}").tags.length // => 2
 */
export function templateTags(text: string): ScannedTags {
  let open = text.indexOf("{{");
  if (open < 0) return nothing;
  const tags: TemplateTag[] = [];
  while (open >= 0) {
    const close = text.indexOf("}}", open + 2);
    if (close < 0) return { tags, unclosed: open };
    const inner = text.slice(open + 2, close);
    const nested = inner.startsWith("=") ? -1 : inner.lastIndexOf("{{");
    const start = nested < 0 ? open : open + 2 + nested;
    tags.push(tagOf(text.slice(start, close + 2), start));
    open = text.indexOf("{{", close + 2);
  }
  return { tags, unclosed: undefined };
}

function tagOf(text: string, start: number): TemplateTag {
  const inner = text.slice(2, -2);
  return inner.startsWith("=")
    ? { kind: "expression", text, inner: inner.slice(1), start }
    : { kind: "simple", text, inner: inner.trim(), start };
}

/** Whether a text is one tag and nothing else. */
export function isWholeTag(text: string): boolean {
  const { tags } = templateTags(text);
  return tags.length === 1 && tags[0]?.text === text.trim();
}

/** Whether a value is known only at run time, in part at least. */
export const hasTags = (text: string): boolean => text.includes("{{");
