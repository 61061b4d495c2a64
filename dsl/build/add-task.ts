import type { z } from "zod";
import type { AnyComponent } from "../component.ts";
import { addHook, type TaskEnd } from "../hooks.ts";
import type { ArgNode, OrderNode } from "../nodes/pipeline-node.ts";
import type { ValueNode } from "../nodes/ref-node.ts";
import type { TaskCache } from "../options/cache.ts";
import type { Env } from "../options/env.ts";
import { mergeOptions } from "../options/merge-options.ts";
import { callerOf, type Place } from "../place.ts";
import { artifactNode, isArtifactRef, isRef, makeArtifactRef, makeRef, type Owner, valueNode } from "../ref.ts";
import { formOfSchema } from "../refs/value-form.ts";
import { refuse } from "../refuse.ts";
import { foundWords, isObject } from "../shapes/shape.ts";
import type { Step, Task } from "../task.ts";
import type { TaskOptions } from "../task-options.ts";
import { type Builder, currentBuilder, orderOf, rememberOrder, type TaskDraft } from "./builder.ts";

/** Adds one use of a component to the pipeline being built, and returns refs to its outputs. */
export function addTask(component: AnyComponent, given: Readonly<Record<string, unknown>>, word: Function): Task<object> {
  const at = callerOf(word);
  const builder = currentBuilder(`component "${component.spec.name}"`, at);
  const args: Record<string, ArgNode> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) args[name] = argNode(value, builder, word);
  }
  const draft: TaskDraft = {
    kind: "task",
    id: builder.newId(),
    component,
    args,
    options: {},
    env: {},
    digests: {},
    after: [],
    ...(at && { at }),
  };
  builder.add(draft);
  return taskHandle(builder, draft);
}

/** What the author passed as one argument, as data. */
export function argNode(value: unknown, owner: Owner, word: Function): ArgNode {
  if (isArtifactRef(value)) return { kind: "artifact", artifact: artifactNode(value, owner, word) };
  return { kind: "value", value: valueNode(value, owner, word) };
}

interface SplitEnv {
  readonly constants: Env;
  /** Variables that get what only exists in the run. */
  readonly refs: Readonly<Record<string, ValueNode>>;
}

function splitEnv(env: Env, owner: Owner, word: Function): SplitEnv {
  if (!isObject(env)) return { constants: env, refs: {} }; // for the check to find
  const entries = Object.entries(env);
  return {
    constants: Object.fromEntries(entries.filter(([, value]) => !isRef(value))),
    refs: Object.fromEntries(
      entries.filter(([, value]) => isRef(value)).map(([name, value]) => [name, valueNode(value, owner, word)]),
    ),
  };
}

interface SplitCache {
  /** With what is known of inputs already. */
  readonly cache: TaskCache | false | undefined;
  /** What says in the run alone whether inputs are the same. */
  readonly digests: Readonly<Record<string, ValueNode>>;
}

function splitCache(cache: TaskCache | false | undefined, owner: Owner, word: Function): SplitCache {
  if (typeof cache !== "object" || typeof cache?.digests !== "object") return { cache, digests: {} };
  const { constants, refs } = splitEnv(cache.digests ?? {}, owner, word);
  return { cache: { ...cache, digests: constants as NonNullable<TaskCache["digests"]> }, digests: refs };
}

const without = <T>(record: Readonly<Record<string, T>>, names: object): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !Object.hasOwn(names, name)));

function taskHandle(builder: Builder, draft: TaskDraft): Task<object> {
  const refs: Record<string, unknown> = {};
  for (const [output, type] of Object.entries(draft.component.spec.outputs ?? {})) {
    refs[output] =
      "kind" in type && type.kind === "artifact-type"
        ? makeArtifactRef({ kind: "output", task: draft.id, output, type: type.name }, builder)
        : makeRef({ kind: "output", task: draft.id, output }, builder, formOfSchema(type as z.ZodType));
  }
  const handle: Task<object> = {
    ...refs,
    with: withOptions,
    after: afterSteps,
    onExit: onTaskExit,
  };
  function withOptions(options: TaskOptions): Task<object> {
    const at = callerOf(withOptions);
    requireOpen(builder, draft.component.spec.name, at);
    if (!isObject(options)) refuse("with-wants-options", { task: draft.component.spec.name, got: foundWords(options) }, at);
    const { constants, refs } = splitEnv(options.env ?? {}, builder, withOptions);
    const { cache, digests } = splitCache(options.cache, builder, withOptions);
    draft.options = mergeOptions(draft.options, {
      ...options,
      ...(options.env !== undefined && { env: constants }),
      ...(cache !== undefined && { cache }),
    });
    draft.env = { ...without(draft.env, constants), ...refs };
    if (cache !== undefined) draft.digests = digests;
    if (at !== undefined) draft.optionsAt = at;
    return handle;
  }
  function afterSteps(...steps: readonly Step[]): Task<object> {
    const name = draft.component.spec.name;
    draft.after = [...draft.after, ...afterNodes(steps, { builder, name }, afterSteps)];
    return handle;
  }
  function onTaskExit(body: (end: TaskEnd<object>) => unknown): Task<object> {
    addHook(builder, draft, body, onTaskExit);
    return handle;
  }
  return rememberOrder(Object.freeze(handle), { kind: "task", task: draft.id });
}

/** Whose `.after(...)` it is. */
interface Waiting {
  readonly builder: Builder;
  readonly name: string;
}

/** What `.after(...)` got, as data. */
export function afterNodes(steps: readonly Step[], { builder, name }: Waiting, word: Function): readonly OrderNode[] {
  const at = callerOf(word);
  requireOpen(builder, name, at);
  return steps.map((step) => orderOf(step) ?? refuse("after-wants-steps", {}, at));
}

/** @throws DslError when the pipeline is built already */
export function requireOpen(builder: Builder, task: string, at: Place | undefined): void {
  if (!builder.open) refuse("pipeline-is-finished", { task }, at);
}
