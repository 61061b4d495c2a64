import type { NodeStarted, RunEvent } from "../../runner/event.ts";

const begin = Date.UTC(2026, 1, 1);

/** What a run of so many steps tells, in layers of twenty of which each step reads two of the layer before; the last eight run, a few failed. */
export function largeRun(numSteps: number, linesPerStep: number): readonly RunEvent[] {
  const started = (node: string, time: number, more: Partial<NodeStarted>): RunEvent => ({
    type: "node-started",
    time: begin + time,
    node,
    displayName: node.replace("large.", ""),
    nodeType: "Pod",
    templateName: "work",
    dependsOn: [],
    inputs: { size: "3" },
    ...more,
  });
  const steps = Array.from({ length: numSteps }, (_, index): readonly RunEvent[] => {
    const node = `large.step-${index}`;
    const layer = Math.floor(index / 20) * 20;
    const dependsOn = index < 20 ? [] : [1, 7].map((factor) => `large.step-${layer - 20 + ((index * factor) % 20)}`);
    const failed = index % 100 === 50;
    return [
      started(node, index * 10, { parent: "large", dependsOn }),
      ...Array.from({ length: linesPerStep }, (_line, line): RunEvent => {
        const text = `line ${line} of step ${index}: some words that a program says about its work`;
        return { type: "node-log", time: begin + index * 10 + line, node, stream: "stdout", line: text };
      }),
      ...(index >= numSteps - 8 ? [] : [ended(node, begin + index * 10 + 500, failed)]),
    ];
  });
  return [
    {
      type: "run-started",
      time: begin,
      runId: "large",
      workflow: "large",
      pipeline: "large",
      folder: "",
      parameters: {},
      notes: [],
    },
    started("large", 0, { nodeType: "DAG" }),
    ...steps.flat(),
  ];
}

function ended(node: string, time: number, failed: boolean): RunEvent {
  const message = failed ? "Error (exit code 1)" : "";
  return {
    type: "node-finished",
    time,
    node,
    phase: failed ? "Failed" : "Succeeded",
    message,
    outputs: { rows: "40" },
    artifacts: [],
  };
}
