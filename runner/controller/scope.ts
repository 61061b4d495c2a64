import type { Artifact, Template } from "../../compiler/argo/model.generated.ts";
import { escapeGoJson } from "../../compiler/expression/go/escape-json.ts";
import { decodeJson } from "../../compiler/expression/go/json-decode.ts";
import { goJson } from "../go-json.ts";
import type { NodeMap } from "./node-map.ts";
import type { NodeOutputs, NodeStatus } from "./node-status.ts";

/** What tags and artifact references may name at one place of a template. */
export interface LocalScope {
  readonly tags: Map<string, string | null>;
  readonly artifacts: Map<string, Artifact>;
}

/** The inputs of a template, as those inside of it see them. */
export function scopeOfInputs({ inputs }: Template): LocalScope {
  return {
    tags: new Map((inputs?.parameters ?? []).map(({ name, value }) => [`inputs.parameters.${name}`, value ?? ""])),
    artifacts: new Map((inputs?.artifacts ?? []).map((artifact) => [`inputs.artifacts.${artifact.name}`, artifact])),
  };
}

/**
 * Adds what others may know of a node under a prefix such as `tasks.train`. Outputs of a node that did not run are the defaults of its
 * template, or absent.
 */
export function addNode(
  { tags, artifacts }: LocalScope,
  prefix: string,
  node: NodeStatus,
  declared: Template | undefined,
  nodes: NodeMap,
): void {
  const last = node.type === "Retry" ? (lastTry(node, nodes) ?? node) : node;
  tags.set(`${prefix}.id`, last.name);
  tags.set(`${prefix}.status`, last.phase);
  tags.set(`${prefix}.startedAt`, goTime(last.startedAt));
  if (last.finishedAt !== undefined) tags.set(`${prefix}.finishedAt`, goTime(last.finishedAt));
  if (last.ip !== undefined) tags.set(`${prefix}.ip`, last.ip);
  if (node.phase === "Skipped" || node.phase === "Omitted") {
    for (const { name, valueFrom } of declared?.outputs?.parameters ?? [])
      tags.set(`${prefix}.outputs.parameters.${name}`, valueFrom?.default ?? null);
    for (const { name } of declared?.outputs?.artifacts ?? []) artifacts.set(`${prefix}.outputs.artifacts.${name}`, { name });
  }
  addOutputs({ tags, artifacts }, prefix, node.outputs ?? last.outputs);
}

export function addOutputs({ tags, artifacts }: LocalScope, prefix: string, outputs: NodeOutputs | undefined): void {
  if (outputs === undefined) return;
  if (outputs.result !== undefined) tags.set(`${prefix}.outputs.result`, outputs.result);
  if (outputs.exitCode !== undefined) tags.set(`${prefix}.exitCode`, outputs.exitCode);
  for (const [name, value] of Object.entries(outputs.parameters ?? {})) tags.set(`${prefix}.outputs.parameters.${name}`, value);
  for (const artifact of outputs.artifacts ?? []) artifacts.set(`${prefix}.outputs.artifacts.${artifact.name}`, artifact);
}

/**
 * Adds the outputs of a loop's items as lists: of those that succeeded, in the order of the items.
 * @throws GoPanic when an item printed something else than JSON
 */
export function addItems({ tags }: LocalScope, prefix: string, items: readonly NodeStatus[]): void {
  const succeeded = items.filter(({ phase }) => phase === "Succeeded");
  const results = succeeded.flatMap(({ outputs }) => outputs?.result ?? []);
  for (const result of results) decodeJson(result); // Go has words of its own for what is no JSON
  if (results.length > 0) tags.set(`${prefix}.outputs.result`, `[${results.map(compactJson).join(",")}]`);
  const sets = succeeded.flatMap(({ outputs }) => (outputs?.parameters === undefined ? [] : [outputs.parameters]));
  if (succeeded.length > 0) tags.set(`${prefix}.outputs.parameters`, goJson(sets));
  for (const name of new Set(sets.flatMap((set) => Object.keys(set))))
    tags.set(`${prefix}.outputs.parameters.${name}`, jsonList(sets.flatMap((set) => set[name] ?? [])));
}

/** Without blanks between values; numbers and the order of keys stay as they were printed. */
const compactJson = (text: string): string =>
  escapeGoJson(text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (part) => (part.startsWith('"') ? part : "")));

/** A list of JSON values when all of them are lists or objects, otherwise of texts. */
function jsonList(values: readonly string[]): string {
  const parsed = values.map(parseStructure);
  return goJson(parsed.every((value) => value !== undefined) ? parsed : values);
}

function parseStructure(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The last try of a Retry node. */
export function lastTry(node: NodeStatus, nodes: NodeMap): NodeStatus | undefined {
  const tries = triesOf(node, nodes);
  return tries.at(-1);
}

/** The tries of a Retry node: hooks are among its children too. */
export const triesOf = (node: NodeStatus, nodes: NodeMap): readonly NodeStatus[] =>
  node.children.flatMap((name) => nodes.get(name) ?? []).filter(({ retried }) => retried === true);

/** A time as Argo writes it into tags. */
export const goTime = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
