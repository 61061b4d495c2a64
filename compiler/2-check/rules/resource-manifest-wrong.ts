import { parseDocument } from "yaml";
import type { ResourceWork } from "../../../dsl/foreign/work.ts";
import type { Json } from "../../../dsl/nodes/ref-node.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** A manifest is one object that kubectl can find or make: it says its API version, its kind and its name. */
export const resourceManifestWrong: Rule = (plan) =>
  stepsOfKind(plan, "resource").flatMap(({ name, work, at }) => {
    const why = reason(work);
    return why === undefined ? [] : [problem("resource-manifest-wrong", { step: name, why }, { at })];
  });

function reason({ manifest, action }: ResourceWork): string | undefined {
  const read = typeof manifest === "string" ? readYaml(manifest) : { value: manifest };
  if ("problem" in read) return `it is no YAML (${read.problem})`;
  const { value } = read;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "it is no object";
  const { apiVersion, kind, metadata } = value as { readonly [field: string]: Json };
  if (typeof apiVersion !== "string" || apiVersion === "") return "it has no apiVersion";
  if (typeof kind !== "string" || kind === "") return "it has no kind";
  const named = (metadata ?? {}) as { readonly name?: Json; readonly generateName?: Json };
  if (typeof named.name === "string" && named.name !== "") return undefined;
  if (typeof named.generateName !== "string") return "it has no metadata.name";
  return action === "create" ? undefined : `"${action}" wants metadata.name; only "create" can do with generateName`;
}

function readYaml(text: string): { readonly value: unknown } | { readonly problem: string } {
  const document = parseDocument(text, { version: "1.1", logLevel: "error" });
  const [first] = document.errors;
  return first === undefined ? { value: document.toJS() } : { problem: first.message.split("\n")[0]! };
}
