import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { processExecutor } from "../../runner/execution/process-executor.ts";
import { readManifest } from "../../runner/manifest/read-manifest.ts";
import { runnableWorkflow } from "../../runner/manifest/runnable-workflow.ts";
import { NodeProcesses } from "../../runner/pods/process/node-processes.ts";
import { run } from "../../runner/run.ts";

const manifest = `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: wf }
spec:
  entrypoint: ask
  templates:
    - name: ask
      inputs: { parameters: [{ name: go, default: "NO", enum: ["YES", "NO"] }] }
      suspend: { duration: "1" }
      outputs: { parameters: [{ name: go, valueFrom: { supplied: {} } }] }
`;

/** What the step logs while it waits, when the answer is this one or nobody's. */
async function logged(answer: string | undefined): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-"));
  const lines: string[] = [];
  await run({
    workflow: runnableWorkflow(readManifest(manifest, "test.yaml")),
    manifest,
    runsFolder: folder,
    executor: processExecutor({
      processes: new NodeProcesses({}, 0),
      bundleMain: () => "",
      compileCache: folder,
      seed: 1,
      requireGpu: false,
    }),
    parallel: 1,
    signal: new AbortController().signal,
    onEvent: (event) => event.type === "node-log" && lines.push(event.line),
    answer: async () => (answer === undefined ? undefined : new Map([["go", answer]])),
    canAnswer: () => answer !== undefined,
  });
  return lines;
}

describe.concurrent("a question with a time limit", () => {
  it("that nobody answers says how it could be answered", async () => {
    expect(await logged(undefined)).toEqual([
      expect.stringMatching(/^nobody answers here: the defaults count after 1 s; pipewright run … --answer go=YES$/),
    ]);
  });

  it("that is answered says nothing", async () => {
    expect(await logged("YES")).toEqual([]);
  });
});
