import type { ArgNode, PipelineNode, StepNode } from "../../dsl/nodes/pipeline-node.ts";
import type { ScopeId } from "../../dsl/nodes/ref-node.ts";
import { refArg, refsOf, valueArg } from "../plan/visit-plan.ts";
import { nodeBodies } from "./node-bodies.ts";

/** Which results of loops and branches somebody reads. */
export interface ReadResults {
  readonly has: (scope: ScopeId, result: string) => boolean;
}

/** Finds every result that an argument, a condition or another result reads. */
export function readResults({ body, exits, results }: PipelineNode): ReadResults {
  const read = new Set<string>();
  const use = (arg: ArgNode): void => {
    for (const ref of arg.kind === "artifact" ? [arg.artifact] : refsOf(arg)) {
      if (ref.kind === "collected" || ref.kind === "merged") read.add(key(ref.scope, ref.result));
    }
  };
  const visit = (node: StepNode): void => {
    nodeArgs(node).forEach(use);
    for (const inside of nodeBodies(node)) inside.forEach(visit);
  };
  body.forEach(visit);
  for (const exit of exits) exit.body.forEach(visit);
  Object.values(results).forEach(use);
  return { has: (scope, result) => read.has(key(scope, result)) };
}

const key = (scope: ScopeId, result: string): string => `${scope} ${result}`;

/** Everything that a node reads by itself and returns at the end of its bodies. */
function nodeArgs(node: StepNode): readonly ArgNode[] {
  switch (node.kind) {
    case "task":
      return [...Object.values(node.args), ...[node.env, node.digests].flatMap((given) => Object.values(given)).map(valueArg)];
    case "call":
      return Object.values(node.args);
    case "when":
      return node.branches.flatMap((branch) => [
        ...Object.values(branch.results),
        ...(branch.condition === undefined ? [] : [refArg(branch.condition)]),
      ]);
    case "for-each": {
      const { items, results } = node;
      const over = items.kind === "value" ? [refArg(items.ref)] : [];
      return [
        ...Object.values(results),
        ...over,
        ...(items.kind === "range" ? [{ kind: "value", value: items.count } as const] : []),
      ];
    }
    case "repeat":
      return [...Object.values(node.start), ...Object.values(node.results), refArg(node.until)];
  }
}
