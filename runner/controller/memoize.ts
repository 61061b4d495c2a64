import type { Template } from "../../compiler/argo/model.generated.ts";
import { goDurationSeconds } from "../go-duration.ts";
import { ControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import type { InvocationSpec } from "./invocation.ts";
import type { NodeStatus } from "./node-status.ts";
import { nodeTypeOf } from "./node-type.ts";
import { inputsOf } from "./process-args.ts";

/**
 * The node of a template whose outputs are in its cache; undefined when they are not.
 * @throws ControlError for a key that no cache takes
 */
export function cachedNode(
  run: Controller,
  spec: InvocationSpec,
  template: Template,
  node: NodeStatus | undefined,
): NodeStatus | undefined {
  const { key, cache } = cacheOf(template);
  if (!/^[a-zA-Z0-9][-a-zA-Z0-9]*$/.test(key)) throw new ControlError(`invalid cache key: ${key}`);
  const entry = run.surroundings.cached(cache, key, { node: spec.name, template });
  const now = run.surroundings.now();
  const seconds = goDurationSeconds(template.memoize?.maxAge ?? "");
  if (entry === undefined || (seconds !== undefined && now > entry.savedAt + seconds * 1000)) return undefined;
  const known = node ?? run.initialize(spec, nodeTypeOf(template), "Running", { template, inputs: inputsOf(template) });
  run.outputs.say(template, entry.outputs);
  run.nodes.set({ ...known, outputs: entry.outputs, memoized: { hit: true, key, cache } });
  return run.mark(known.name, "Succeeded", "");
}

/** Keeps the outputs of a node that succeeded. */
export function keepNode(run: Controller, template: Template, node: NodeStatus): void {
  if (template.memoize === undefined || node.phase !== "Succeeded" || node.memoized?.hit === true) return;
  const { key, cache } = cacheOf(template);
  run.surroundings.keep(cache, key, { outputs: node.outputs ?? {}, savedAt: run.surroundings.now() }, node.name);
}

const cacheOf = ({ memoize }: Template): { readonly key: string; readonly cache: string } => ({
  key: memoize?.key ?? "",
  cache: memoize?.cache?.configMap?.name ?? "",
});
