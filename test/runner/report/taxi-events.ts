import type { NodeFinished, NodeStarted, RunEvent } from "../../../runner/event.ts";

/** When the sample run began. */
export const begin = Date.UTC(2026, 2, 4, 3, 0, 0);
export const workflow = "taxi-retrain-7d9f2";

export function node(
  seconds: number,
  name: string,
  nodeType: NodeStarted["nodeType"],
  templateName: string,
  more: Partial<NodeStarted> = {},
): RunEvent {
  const { parent = "", dependsOn = [], ...rest } = more;
  const displayName = name === "" ? workflow : name.split(".").at(-1)!;
  return {
    type: "node-started",
    time: begin + Math.round(seconds * 1000),
    node: full(name),
    displayName,
    nodeType,
    templateName,
    ...(name === "" ? {} : { parent: full(parent), task: displayName }),
    dependsOn: dependsOn.map(full),
    inputs: {},
    ...rest,
  };
}

export function done(seconds: number, name: string, more: Partial<NodeFinished> = {}): RunEvent {
  return {
    type: "node-finished",
    time: begin + Math.round(seconds * 1000),
    node: full(name),
    phase: "Succeeded",
    message: "",
    outputs: {},
    artifacts: [],
    ...more,
  };
}

export function leftOut(
  name: string,
  phase: "Skipped" | "Omitted",
  message: string,
  dependsOn: readonly string[],
): readonly RunEvent[] {
  const parent = name.split(".").slice(0, -1).join(".");
  return [node(24.3, name, "Skipped", name, { parent, dependsOn }), done(24.3, name, { phase, message })];
}

/** Log lines one after the other; a `!` in front sends one to standard error. */
export function logs(seconds: number, name: string, lines: readonly string[], apart = 0.1): readonly RunEvent[] {
  return lines.map((line, index) => ({
    type: "node-log",
    time: begin + Math.round((seconds + index * apart) * 1000),
    node: full(name),
    stream: line.startsWith("!") ? "stderr" : "stdout",
    line: line.replace(/^!/, ""),
  }));
}

function full(name: string): string {
  return name === "" ? workflow : `${workflow}.${name}`;
}
