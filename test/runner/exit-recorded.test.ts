import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../runner/event.ts";
import type { Executor } from "../../runner/execution/executor.ts";
import { readManifest } from "../../runner/manifest/read-manifest.ts";
import { runnableWorkflow } from "../../runner/manifest/runnable-workflow.ts";
import { run } from "../../runner/run.ts";

interface Record {
  readonly phase: string;
  readonly nodes: readonly {
    readonly name: string;
    readonly phase: string;
    readonly inputs?: { readonly parameters?: object };
  }[];
}

/** The programs of the recorded cases: `true`, `exit N`, `echo`; what they print or write nobody reads here. */
const shell: Executor = {
  refusal: async () => undefined,
  hostPath: ({ folder }, path) => join(folder, "root", path),
  run: async ({ template }) => {
    const text = [...(template.container?.command ?? []), ...(template.container?.args ?? [])].join(" ");
    const exitCode = Number(/exit (\d+)/.exec(text)?.[1] ?? 0);
    return { exitCode, ended: undefined, terminationMessage: "", peakMemory: undefined };
  },
};

/** The cases about exit handlers, hooks and waiting whose templates this runner has. */
const cases = [
  "control-flow/exit-hook-does-not-run-on-a-skipped-task",
  "control-flow/exit-hook-on-a-loop-runs-per-item",
  "control-flow/failing-exit-hook-does-not-fail-the-task",
  "control-flow/suspend-durations-with-and-without-a-unit",
  "failures/exit-handler-failing-fails-the-workflow",
];

describe("what a real controller did, this runner does", () => {
  it.concurrent.each(cases)("%s", async (name) => {
    const path = join(import.meta.dirname, "../recorded", name);
    const manifest = readFileSync(`${path}.yaml`, "utf8");
    const record = JSON.parse(readFileSync(`${path}.json`, "utf8")) as Record;
    const events: RunEvent[] = [];
    const { finished } = await run({
      workflow: runnableWorkflow(readManifest(manifest, "case.yaml")),
      manifest,
      runsFolder: mkdtempSync(join(tmpdir(), "pipewright-")),
      executor: shell,
      parallel: 2,
      signal: new AbortController().signal,
      onEvent: (event) => events.push(event),
    });
    const ended = events.flatMap((event) => (event.type === "node-finished" ? [[event.node, event.phase] as const] : []));
    expect(finished.phase).toBe(record.phase);
    expect(Object.fromEntries(ended)).toEqual(Object.fromEntries(record.nodes.map((node) => [node.name, node.phase])));
  });
});
