import type { Template } from "../../compiler/argo/model.generated.ts";
import { isParameter } from "./check-names.ts";
import { anyGlobalOutput, anyItem, type KnownNames } from "./known-names.ts";
import { refuse } from "./refusal.ts";
import { hasResult } from "./template-type.ts";
import type { Validation } from "./validation.ts";

/** The part of a step or a task that makes it a loop. */
export interface Loop {
  readonly withItems?: readonly unknown[];
  readonly withParam?: string;
  readonly withSequence?: { readonly count?: unknown; readonly end?: unknown };
}

/** Whether the outputs of a step are collected into lists; those of a sequence are not counted in. */
export const isCollected = ({ withItems = [], withParam }: Loop): boolean => withItems.length > 0 || Boolean(withParam);

export const isLoop = (loop: Loop): boolean => isCollected(loop) || loop.withSequence !== undefined;

/** What others may name of a step or a task, as `steps.<name>` or `tasks.<name>`, and what it exports to the whole workflow. */
export function addOutputs(
  names: KnownNames,
  task: string,
  template: Template | undefined,
  { collected, validation }: { readonly collected: boolean; readonly validation: Validation },
): void {
  names.add(...["id", "startedAt", "finishedAt", "hostNodeName"].map((fact) => `${task}.${fact}`));
  if (template === undefined) return;
  if (template.daemon === true) names.add(`${task}.ip`);
  if (hasResult(template)) names.add(`${task}.outputs.result`, `${task}.exitCode`);
  for (const kind of ["parameters", "artifacts"] as const) {
    for (const { name, globalName } of template.outputs?.[kind] ?? []) {
      names.add(`${task}.outputs.${kind}.${name}`);
      if (!globalName) continue;
      if (isParameter(globalName)) names.add(anyGlobalOutput[kind]);
      else validation.addGlobal(`workflow.outputs.${kind}.${globalName}`);
    }
  }
  if (collected) names.add(`${task}.outputs.parameters`);
}

/** The item of a loop, and the keys of the items. */
export function addItem(names: KnownNames, { withItems = [], withParam, withSequence }: Loop): void {
  if ([withItems.length > 0, Boolean(withParam), withSequence !== undefined].filter(Boolean).length > 1)
    refuse("only one of withItems, withParam, withSequence can be specified");
  for (const item of withItems) {
    if (Array.isArray(item)) names.add(...item.map((_, index) => `item.[${index}]`));
    else if (typeof item === "object" && item !== null) names.add(...Object.keys(item).map((key) => `item.${key}`));
  }
  if (withParam) names.add(anyItem);
  if (withSequence?.count !== undefined && withSequence.end !== undefined)
    refuse("only one of count or end can be defined in withSequence");
}
