import type { ArgNode, PipelineNode } from "../nodes/pipeline-node.ts";
import { mergeOptions } from "../options/merge-options.ts";
import { callerOf } from "../place.ts";
import { refuse } from "../refuse.ts";
import { foundWords, isObject } from "../shapes/shape.ts";
import type { Step } from "../task.ts";
import type { CallOptions } from "../task-options.ts";
import { afterNodes, argNode, requireOpen } from "./add-task.ts";
import { type CallDraft, currentBuilder, rememberOrder } from "./builder.ts";
import { type ReturnedResults, resultRefs } from "./results.ts";

/** Adds one use of a pipeline to the one being built, and returns refs to what its body returned. */
export function addCall(
  pipeline: PipelineNode,
  returned: ReturnedResults,
  given: Readonly<Record<string, unknown>>,
  word: Function,
): object {
  const at = callerOf(word);
  const builder = currentBuilder(`pipeline "${pipeline.name}"`, at);
  const args: Record<string, ArgNode> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) args[name] = argNode(value, builder, word);
  }
  const id = builder.newId();
  const draft: CallDraft = builder.add({ kind: "call", id, pipeline, args, options: {}, after: [], ...(at && { at }) });
  const refs = resultRefs(
    returned,
    {
      value: (output) => ({ kind: "output", task: id, output }),
      artifact: (output) => ({ kind: "output", task: id, output }),
    },
    builder,
  );
  if (returned.isOne) return rememberOrder(refs, { kind: "task", task: id });
  const after = (...steps: readonly Step[]): object => {
    draft.after = [...draft.after, ...afterNodes(steps, { builder, name: pipeline.name }, after)];
    return handle;
  };
  const withOptions = (options: CallOptions): object => {
    const optionsAt = callerOf(withOptions);
    requireOpen(builder, pipeline.name, optionsAt);
    if (!isObject(options)) refuse("with-wants-options", { task: pipeline.name, got: foundWords(options) }, optionsAt);
    draft.options = mergeOptions(draft.options, options);
    if (optionsAt !== undefined) draft.optionsAt = optionsAt;
    return handle;
  };
  const handle: object = rememberOrder(Object.freeze({ ...refs, with: withOptions, after }), { kind: "task", task: id });
  return handle;
}
