import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { print } from "../../compiler/4-print/print.ts";
import type { Answerer } from "../../runner/answers/question.ts";
import type { NodeFinished, RunEvent } from "../../runner/event.ts";
import type { Executor } from "../../runner/execution/executor.ts";
import { type ArgoObject, readManifest } from "../../runner/manifest/read-manifest.ts";
import { runnableWorkflow } from "../../runner/manifest/runnable-workflow.ts";
import { run } from "../../runner/run.ts";

/** A run of a test: how it and each node ended, by its name without the Workflow's. */
export interface RanManifest {
  readonly phase: string;
  readonly message: string;
  readonly nodes: Readonly<Record<string, NodeFinished>>;
}

/** Prints Argo objects, reads the YAML as the command does, and runs it with whatever stands in for containers. */
export async function runObjects(
  objects: readonly ArgoObject[],
  executor: Executor,
  { answer, onEvent }: { readonly answer?: Answerer | undefined; readonly onEvent?: (event: RunEvent) => void } = {},
): Promise<RanManifest> {
  const manifest = print(objects);
  const workflow = runnableWorkflow(readManifest(manifest, "test.yaml"));
  const ended: NodeFinished[] = [];
  const { finished } = await run({
    workflow,
    manifest,
    runsFolder: mkdtempSync(join(tmpdir(), "pipewright-")),
    executor,
    parallel: 4,
    signal: new AbortController().signal,
    onEvent: (event) => {
      if (event.type === "node-finished") ended.push(event);
      onEvent?.(event);
    },
    ...(answer && { answer, canAnswer: () => true }),
  });
  return {
    phase: finished.phase,
    message: finished.message,
    nodes: Object.fromEntries(ended.map((event) => [shortName(event.node, workflow.name), event])),
  };
}

/** `.main.train` for a node inside, nothing for the root: Workflows are named by their content, which tests do not want to see. */
export const shortName = (node: string, workflow: string): string => (node === workflow ? "" : node.slice(workflow.length + 1));
