import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { NodeFinished, NodeStarted, RunEvent } from "../../runner/event.ts";
import { pipewright } from "../helpers/cli.ts";

interface Tried {
  readonly code: number | null;
  /** Each try, then the Retry node around them. */
  readonly nodes: readonly Pick<NodeFinished, "phase" | "message" | "outputs">[];
  /** From the end of a try to the start of the next, in seconds. */
  readonly waits: readonly number[];
}

async function run(...params: readonly string[]): Promise<Tried> {
  const counter = join(mkdtempSync(join(tmpdir(), "pipewright-")), "tries");
  const args = [`counter=${counter}`, ...params].flatMap((param) => ["-p", param]);
  const { code, stdout } = await pipewright(["run", "test/cli/pipelines/retry.ts", "--json", ...args]);
  const events = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunEvent);
  const isFlaky = (event: RunEvent) => "node" in event && event.node.includes(".flaky");
  const finished = events.filter((event): event is NodeFinished => event.type === "node-finished" && isFlaky(event));
  const started = events.filter(
    (event): event is NodeStarted => event.type === "node-started" && isFlaky(event) && event.node.endsWith(")"),
  );
  const waits = started.slice(1).map((start, index) => (start.time - finished[index]!.time) / 1000);
  return { code, nodes: finished.map(({ phase, message, outputs }) => ({ phase, message, outputs })), waits };
}

describe.concurrent("a step with retries", () => {
  it("is tried again after its wait, and gives what the last try gave", async () => {
    const { code, nodes, waits } = await run("failures=2");
    expect(nodes.map(({ phase }) => phase)).toEqual(["Failed", "Failed", "Succeeded", "Succeeded"]);
    expect(nodes[3]).toEqual({ phase: "Succeeded", message: "", outputs: { tries: "3" } });
    expect(waits[0]).toBeGreaterThanOrEqual(1);
    expect(waits[1]).toBeGreaterThanOrEqual(2);
    expect(code).toBe(0);
  });

  it("fails when nothing is left, in Argo's words", async () => {
    const { code, nodes } = await run("failures=9");
    expect(nodes.map(({ phase }) => phase)).toEqual(["Failed", "Failed", "Failed", "Failed"]);
    expect(nodes[3]!.message).toBe("No more retries left");
    expect(code).toBe(1);
  });

  it("is not tried again when what it was given is wrong", async () => {
    const { nodes } = await run("failures=9", "fault=input");
    expect(nodes).toHaveLength(2);
    expect(nodes[0]!.message).toBe("main: Error (exit code 66): input: bad-row: Row 3 is bad.");
    expect(nodes[1]!.message).toBe("retryStrategy.expression evaluated to false");
  });

  it("is ended when a try takes too long, and tried again", async () => {
    const { nodes } = await run("failures=1", "sleep=10");
    expect(nodes.map(({ message }) => message)).toEqual([
      "Pod was active on the node longer than the specified deadline",
      "Pod was active on the node longer than the specified deadline",
      "Pod was active on the node longer than the specified deadline",
      "No more retries left",
    ]);
  });
});
