import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Locks } from "../../runner/controller/locks.ts";
import { chooseWorkflow } from "../../runner/manifest/choose-workflow.ts";
import { readCluster } from "../../runner/manifest/read-manifest.ts";
import { submit } from "../../runner/manifest/submit.ts";
import { systemClock } from "../../runner/run/clock.ts";
import { Journal } from "../../runner/run/journal.ts";
import { roomFor } from "../../runner/run/room.ts";
import { runWorkflow } from "../../runner/run/run-workflow.ts";

const manifest = (name: string, where: "workflow" | "template") => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: ${name}}
spec:
  entrypoint: main
  ${where === "workflow" ? "synchronization: {mutexes: [{name: one}]}" : ""}
  templates:
    - name: main
      ${where === "template" ? "synchronization: {mutexes: [{name: one}]}" : ""}
      container: {image: a, command: [b]}
`;

it.each(["workflow", "template"] as const)("a mutex of a %s holds between the runs of one process", async (where) => {
  const locks = new Locks();
  let running = 0;
  let most = 0;
  const order: string[] = [];
  const start = async (name: string) => {
    const cluster = readCluster([{ name: "a.yaml", text: manifest(name, where) }]);
    const folder = mkdtempSync(join(tmpdir(), "pipewright-locks-"));
    const journal = new Journal(folder);
    const { status } = await runWorkflow({
      submission: submit(chooseWorkflow(cluster, 0).workflow, cluster, { uid: name, now: Date.now() }),
      folder,
      journal,
      pods: {
        refusal: async () => undefined,
        run: async ({ events }) => {
          events.onStart();
          order.push(name);
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 20));
          running--;
          return { phase: "Succeeded", message: "", outputs: {} };
        },
        end: async () => undefined,
      },
      room: roomFor(8),
      clock: systemClock,
      cache: { get: () => undefined, put: () => undefined },
      cluster,
      answerer: async () => undefined,
      onEvent: () => undefined,
      signal: new AbortController().signal,
      locks,
    });
    journal.close();
    return status.phase;
  };
  const names = ["a", "b", "c", "d"];
  expect(await Promise.all(names.map(start))).toEqual(names.map(() => "Succeeded"));
  expect(order).toEqual(names);
  expect(most).toBe(1);
});
