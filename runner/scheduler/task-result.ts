import type { TaskResults } from "../../compiler/expression/depends.ts";
import type { NodePhase } from "../event.ts";
import { goJson } from "./go-json.ts";
import type { NodeResult } from "./node-result.ts";
import type { Tags } from "./tags.ts";

/** What a task of a DAG ended with; a loop also with its items. */
export interface TaskResult extends NodeResult {
  /** Phases of a loop's items. */
  readonly items?: readonly NodePhase[];
}

/** What later tasks see of one: `tasks.a.status`, its outputs, its exit code. */
export function taskTags(name: string, result: TaskResult, declaredOutputs: readonly string[]): Tags {
  const tags = new Map<string, string | null>([[`tasks.${name}.status`, result.phase]]);
  if (result.exitCode !== undefined) tags.set(`tasks.${name}.exitCode`, String(result.exitCode));
  for (const output of declaredOutputs) tags.set(`tasks.${name}.outputs.parameters.${output}`, null);
  for (const [output, value] of result.parameters) tags.set(`tasks.${name}.outputs.parameters.${output}`, value);
  return tags;
}

/** What `depends` of later tasks can ask about one. */
export function dependsResults({ phase, items }: TaskResult): TaskResults {
  return {
    Succeeded: phase === "Succeeded",
    Failed: phase === "Failed",
    Errored: phase === "Error",
    Skipped: phase === "Skipped",
    Omitted: phase === "Omitted",
    Daemoned: false,
    AnySucceeded: items?.includes("Succeeded") ?? false,
    AllFailed: items?.every((item) => item === "Failed") ?? false,
  };
}

/** A loop as one task: failed when an item is, with the outputs of the succeeded items as lists in the order of items. */
export function aggregate(items: readonly NodeResult[]): TaskResult {
  const failed = items.find(({ phase }) => phase === "Failed" || phase === "Error");
  const succeeded = items.filter(({ phase }) => phase === "Succeeded");
  const names = new Set(succeeded.flatMap(({ parameters }) => [...parameters.keys()]));
  const parameters = new Map(
    [...names].map((name) => [name, jsonList(succeeded.flatMap((item) => item.parameters.get(name) ?? []))]),
  );
  return {
    phase: failed?.phase ?? "Succeeded",
    message: failed?.message ?? "",
    parameters,
    artifacts: new Map(),
    items: items.map(({ phase }) => phase),
  };
}

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
