import { isWholeTag, type TemplateTag, templateTags } from "../../argo/laws/template-tags.ts";
import { expressionWords, type Names, pathWords } from "./expression-words.ts";

/** A value of a manifest in words: a tag is what it stands for, a constant in wire form is its JSON. */
export function valueWords(value: unknown, names: Names): string {
  if (typeof value !== "string")
    return value !== null && typeof value === "object" ? objectWords(value, names) : JSON.stringify(value);
  const { tags } = templateTags(value);
  if (tags.length === 0) return constantWords(value);
  if (isWholeTag(value)) return tagWords(tags[0]!, names);
  return JSON.stringify(spelledOut(value, tags, names));
}

/** A text with words in place of its tags. */
function spelledOut(text: string, tags: readonly TemplateTag[], names: Names): string {
  let written = text;
  for (const tag of tags.toReversed())
    written = `${written.slice(0, tag.start)}${inText(tagWords(tag, names))}${written.slice(tag.start + tag.text.length)}`;
  return written;
}

/** A constant stands in a text as it is. */
function inText(words: string): string {
  try {
    const value: unknown = JSON.parse(words);
    return typeof value === "string" ? value : words;
  } catch {
    return `{${words}}`;
  }
}

/** Where a loop stores what it collects: the reader gets all of it. */
const collectedKey = /^\{workflow\.namespace\}\/\{workflow\.name\}\/(?:.*\/)?([\w-]+)\/([\w-]+)\/$/;

/** An artifact that a loop has collected, `all of train.model`; nothing for another place. */
export function collectedWords(location: object, names: Names): string | undefined {
  const { s3, ...others } = location as { readonly s3?: { readonly key?: unknown } };
  const key = s3 === undefined || Object.keys(others).length + Object.keys(s3).length > 1 ? undefined : s3.key;
  if (typeof key !== "string") return undefined;
  const [, loop, result] = collectedKey.exec(spelledOut(key, templateTags(key).tags, names)) ?? [];
  return loop === undefined ? undefined : `all of ${names.step(loop)}.${result}`;
}

const objectWords = (value: object, names: Names): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "string" && inner.includes("{{") ? valueWords(inner, names) : inner,
  );

function tagWords({ kind, inner }: TemplateTag, names: Names): string {
  return kind === "expression" ? expressionWords(inner, names) : pathWords(inner.split("."), names);
}

/** A file of the project is named by its content too. */
const projectFile = /^pipewright-file:([0-9a-f]+)\/(.*)$/s;

function constantWords(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const [, digest, name] = typeof value === "string" ? (projectFile.exec(value) ?? []) : [];
    return digest === undefined ? JSON.stringify(value) : `file ${JSON.stringify(name)} with content ${digest.slice(0, 8)}`;
  } catch {
    return JSON.stringify(text);
  }
}
