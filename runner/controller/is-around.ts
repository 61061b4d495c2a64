import type { NodeType } from "./node-status.ts";

const around: ReadonlySet<NodeType> = new Set(["DAG", "Steps", "StepGroup", "TaskGroup", "Retry", "Suspend"]);

/** Whether a node does no work of its own that could be lost: it stands around others, or waits. */
export const isAround = (type: NodeType): boolean => around.has(type);
