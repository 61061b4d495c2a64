import type { StepNode } from "../../dsl/nodes/pipeline-node.ts";

/** The bodies of a node, in the order of writing. */
export function nodeBodies(node: StepNode): readonly (readonly StepNode[])[] {
  switch (node.kind) {
    case "task":
      return node.exit === undefined ? [] : [node.exit.body];
    case "call":
      return [];
    case "when":
      return node.branches.map(({ body }) => body);
    case "for-each":
    case "repeat":
      return [node.body];
  }
}
