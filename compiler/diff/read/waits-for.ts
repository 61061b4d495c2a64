import { templateTags } from "../../argo/laws/template-tags.ts";
import type { Names } from "../words/expression-words.ts";
import { type JsonRecord, recordOf, recordsOf, textOf } from "./json-record.ts";

/**
 * The steps that a call waits for besides those that it reads from: an order of the author's own. An order that asks for more than an end,
 * such as `a.Failed`, is told whole.
 */
export function waitsFor(call: JsonRecord, before: readonly string[], names: Names): string {
  const depends = textOf(call["depends"]);
  const listed = Array.isArray(call["dependencies"]) ? call["dependencies"].map(String) : [];
  const plain = depends === undefined ? [...listed, ...before] : depends.split(/\s*&&\s*/);
  const isPlain = plain.every((name) => /^[\w-]+$/.test(name));
  if (depends !== undefined && !isPlain) return depends.replace(/[A-Za-z][\w-]*(?=\.|\b)/g, (word) => renamed(word, names));
  const read = stepsRead(call);
  return [...new Set(plain)]
    .filter((name) => !read.has(name))
    .map(names.step)
    .sort()
    .join(", ");
}

const outcomes = new Set(["Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed"]);
const renamed = (word: string, names: Names): string => (outcomes.has(word) ? word : names.step(word));

/** The names of steps whose outputs stand in the tags of a call. */
export function stepsRead(call: JsonRecord): ReadonlySet<string> {
  const { depends: _depends, dependencies: _dependencies, ...rest } = call;
  const names = new Set<string>();
  for (const { inner } of templateTags(JSON.stringify(rest)).tags) {
    for (const [, dotted, quoted] of inner.matchAll(/\b(?:tasks|steps)(?:\.([\w-]+)|\[\\?["']([\w-]+)\\?["']\])/g))
      names.add(dotted ?? quoted!);
  }
  // What a loop collected is read by its key.
  for (const { s3 } of recordsOf(recordOf(call, "arguments")["artifacts"])) {
    for (const part of (textOf(recordOf(s3)["key"]) ?? "").split("/")) names.add(part);
  }
  return names;
}
