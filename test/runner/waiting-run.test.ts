import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Locks } from "../../runner/controller/locks.ts";
import type { RunEvent } from "../../runner/event.ts";
import { plainRenderer } from "../../runner/logging/plain-renderer.ts";
import { chooseWorkflow } from "../../runner/manifest/choose-workflow.ts";
import { readCluster } from "../../runner/manifest/read-manifest.ts";
import { submit } from "../../runner/manifest/submit.ts";
import { RunFold } from "../../runner/record/run-fold.ts";
import { reportPage } from "../../runner/report/report-page.ts";
import { systemClock } from "../../runner/run/clock.ts";
import { Journal } from "../../runner/run/journal.ts";
import { roomFor } from "../../runner/run/room.ts";
import { runWorkflow } from "../../runner/run/run-workflow.ts";
import { textOf } from "../util/html/read-xml.ts";
import { beginShow } from "./logging/live-show.ts";
import { frame, runFinished, runStarted, started, waiting } from "./logging/sample-run.ts";
import { mainOf, one } from "./report/report-dom.ts";

const manifest = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: later}
spec:
  entrypoint: main
  synchronization: {mutexes: [{name: database}]}
  templates:
    - name: main
      dag: {tasks: [{name: a, template: a}]}
    - name: a
      container: {image: a, command: [b]}
`;

const words = "Waiting for default/Mutex/database lock. Lock status: 0/1";
const home = { namespace: "default" } as Parameters<Locks["acquire"]>[2];

/** Runs the workflow while somebody else holds its mutex, and does something when it has said that it waits. */
async function whileHeld(act: (locks: Locks, stop: AbortController) => void) {
  const locks = new Locks();
  locks.acquire({ mutexes: [{ name: "database" }] }, "somebody", home, () => undefined);
  const cluster = readCluster([{ name: "a.yaml", text: manifest }]);
  const folder = mkdtempSync(join(tmpdir(), "pipewright-waits-"));
  const journal = new Journal(folder);
  const stop = new AbortController();
  const events: RunEvent[] = [];
  const { status } = await runWorkflow({
    submission: submit(chooseWorkflow(cluster, 0).workflow, cluster, { uid: "later", now: Date.now() }),
    folder,
    journal,
    pods: {
      refusal: async () => undefined,
      run: async ({ events: pod }) => {
        pod.onStart();
        return { phase: "Succeeded", message: "", outputs: {} };
      },
      end: async () => undefined,
    },
    room: roomFor(8),
    clock: systemClock,
    cache: { get: () => undefined, put: () => undefined },
    cluster,
    answerer: async () => undefined,
    onEvent: (event) => {
      events.push(event);
      if (event.type === "node-waiting") setImmediate(() => act(locks, stop));
    },
    signal: stop.signal,
    locks,
  });
  journal.close();
  return { status, events };
}

test("a run whose own mutex is held says so before any of its nodes is there, once, and begins when it is free", async () => {
  const { status, events } = await whileHeld((locks) => locks.release("somebody"));
  expect(status.phase).toBe("Succeeded");
  expect(events.filter(({ type }) => type === "node-waiting")).toEqual([
    {
      type: "node-waiting",
      time: expect.any(Number),
      node: "later",
      displayName: "later",
      nodeType: "DAG",
      templateName: "main",
      dependsOn: [],
      for: "lock",
      message: words,
    },
  ]);
  expect(events[0]!.type).toBe("node-waiting");
  const root = events.find((event) => event.type === "node-started" && event.node === "later")!;
  expect(root.time).toBeGreaterThanOrEqual(events[0]!.time);
});

test("a run that is stopped while its mutex is held ends, and holds nobody up", async () => {
  const { status, events } = await whileHeld((_, stop) => stop.abort());
  expect(status).toEqual({ phase: "Failed", message: "Stopped with strategy 'Terminate'" });
  expect(events.filter(({ type }) => type === "node-started")).toEqual([]);
});

const held = [runStarted(), waiting(0, "", "lock", words, { nodeType: "DAG" })];

test("the live view has a row for a run that waits, until it begins", () => {
  const { show } = beginShow(100);
  expect(show(1, held)).toBe(`\
taxi  r1
○ taxi-x          ${words}
0 done, 0 running  1.0s`);
  expect(show(3, [frame(2, "", "DAG"), started(2, "a")])).toBe(`\
taxi  r1
⠋ a    1.0s
0 done, 1 running  3.0s`);
});

test("in a pipe it has a line", () => {
  let text = "";
  const renderer = plainRenderer((line) => {
    text += line;
  });
  for (const event of held) renderer.onEvent(event);
  expect(text).toContain(`taxi-x  waits: ${words}\n`);
});

test("the record has it as pending with the reason, until its first node begins", () => {
  const fold = new RunFold();
  for (const event of held) fold.add(event);
  expect(fold.run).toMatchObject({ phase: "Pending", message: words });
  fold.add(frame(2, "", "DAG"));
  expect(fold.run).toMatchObject({ phase: "Running", message: "" });
});

test("the report says for what it waited and how long, and that it never began", async () => {
  const headOf = async (events: readonly RunEvent[]) =>
    textOf(one(mainOf(await reportPage({ events, manifest: "", folder: "/run" })), "header"));
  const end = runFinished(9, { phase: "Failed", interrupted: true });
  expect(await headOf([...held, frame(2, "", "DAG"), end])).toContain(
    `The whole run waited 2.0s for a lock before it began: ${words}`,
  );
  expect(await headOf([...held, end])).toContain(`The whole run waited 9.0s for a lock and did not begin: ${words}`);
});
