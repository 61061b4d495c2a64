import type { Names } from "../words/expression-words.ts";
import { valueWords } from "../words/value-words.ts";
import type { Facts } from "./facts.ts";
import { flatten } from "./flatten.ts";
import { type JsonRecord, recordOf, recordsOf, textOf } from "./json-record.ts";

/** What a template says of itself, whoever calls it; its inputs are called by their names. */
export interface TemplateFacts {
  readonly does: string;
  readonly facts: Facts;
}

const ownNames: Names = { step: (name) => name, input: (name) => name };

/** Parts that say what each call gets, or that are about the template's place among others. */
const left = new Set(["name", "inputs", "outputs", "dag", "steps"]);

export function templateFacts(template: JsonRecord): TemplateFacts {
  const facts = new Map<string, string>();
  const own = Object.fromEntries(Object.entries(template).filter(([key]) => !left.has(key)));
  for (const { path, value } of flatten(own)) {
    if (!isPlumbing(path, value)) facts.set(labelOf(path), valueWords(value, ownNames));
  }
  for (const kind of ["parameters", "artifacts"]) {
    for (const { name, ...rest } of recordsOf(recordOf(template, "inputs")[kind])) {
      for (const { path, value } of flatten(rest))
        facts.set(`input "${String(name)}" ${path.join(".")}`, valueWords(value, ownNames));
    }
    for (const { name, ...rest } of recordsOf(recordOf(template, "outputs")[kind])) {
      if (!isOwnOutput(String(name))) facts.set(`output "${String(name)}"`, valueWords(rest, ownNames));
    }
  }
  return { does: doerOf(template), facts };
}

/** Digests beside each artifact, for the cache. */
export const isOwnOutput = (name: string): boolean => name.startsWith("digest-");

/** Where artifacts of a loop are stored, and how parameters reach the container. */
export const isOwnInput = (name: string): boolean => /^key[-_]/.test(name);

const isPlumbing = ([, second, third = ""]: readonly string[], value: unknown): boolean =>
  second === "env" &&
  third.startsWith("PIPEWRIGHT_PARAM_") &&
  typeof value === "string" &&
  value.startsWith("{{inputs.parameters.");

/** The component, or else the program, or else what kind of template it is. */
function doerOf(template: JsonRecord): string {
  const component = textOf(recordOf(template, "metadata", "labels")["pipewright.dev/component"]);
  if (component !== undefined) return component;
  for (const kind of ["container", "script"]) {
    const image = textOf(recordOf(template, kind)["image"]);
    if (image !== undefined) return `${kind} ${image.replace(/[:@][^/]*$/, "")}`;
  }
  return ["containerSet", "resource", "http", "suspend", "data", "plugin"].find((kind) => kind in template) ?? "nothing";
}

const labels: readonly (readonly [RegExp, string])[] = [
  [/^(?:container|script)\.image$/, "image"],
  [/^(?:container|script)\.resources\.requests\.(.+)$/, "$1 request"],
  [/^(?:container|script)\.resources\.limits\.(.+)$/, "$1 limit"],
  [/^(?:container|script)\.env\.([^.]+)\.value$/, "environment variable $1"],
  [/^(?:container|script)\.env\.([^.]+)\.valueFrom\.(.+)$/, "environment variable $1 from $2"],
  [/^(?:container|script)\.(command|args|source|workingDir)$/, "$1"],
  [/^retryStrategy\.limit$/, "retries"],
  [/^retryStrategy\.retryPolicy$/, "retry policy"],
  [/^retryStrategy\.expression$/, "retries only when"],
  [/^retryStrategy\.backoff\.duration$/, "wait before a retry"],
  [/^retryStrategy\.backoff\.(.+)$/, "wait before a retry, $1"],
  [/^activeDeadlineSeconds$/, "timeout in seconds"],
  [/^metadata\.(label|annotation)s\.(.+)$/, "$1 $2"],
  [/^nodeSelector\.(.+)$/, "node selector $1"],
  [/^serviceAccountName$/, "service account"],
  [/^memoize\.(.+)$/, "cache $1"],
  [/^(.*\.)?securityContext\.(.+)$/, "security $2"],
];

/** @internal The way to a value, in words where there are some. */
export function labelOf(path: readonly string[]): string {
  const dotted = path.join(".");
  for (const [pattern, label] of labels) if (pattern.test(dotted)) return dotted.replace(pattern, label);
  return dotted;
}
