import { expect, test } from "vitest";
import type { NodeWaiting, RunEvent } from "../../runner/event.ts";
import { runText } from "../helpers/run-manifest.ts";

const task = (name: string): string => `          - name: ${name}\n            template: ${name}\n`;

const manifest = (tasks: string, templates: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: waits
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
${tasks}${templates}`;

const container = (name: string, more = ""): string =>
  `    - name: ${name}\n${more}      container:\n        image: registry.example/${name}:1\n        command: [${name}]\n`;

async function eventsOf(text: string, play: Parameters<typeof runText>[1], parallel: number): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  await runText(text, play, { parallel, onEvent: (event) => events.push(event) });
  return events;
}

const waitsOf = (events: readonly RunEvent[]): readonly NodeWaiting[] => events.filter((event) => event.type === "node-waiting");

const sleep = () => new Promise((resolve) => setTimeout(resolve, 30));

test("a step for which there is no room says so before it begins, and its time begins when it does", async () => {
  const names = ["a", "b", "c"];
  const text = manifest(names.map(task).join(""), names.map((name) => container(name)).join(""));
  const events = await eventsOf(text, async () => void (await sleep()), 1);
  const waits = waitsOf(events);
  expect(waits.map((event) => event.for)).toEqual(["room", "room"]);
  for (const { node, time, parent } of waits) {
    expect(parent).toBe("waits");
    const begun = events.find((event) => event.type === "node-started" && event.node === node)!;
    expect(events.indexOf(begun)).toBeGreaterThan(
      events.findIndex((event) => event.type === "node-waiting" && event.node === node),
    );
    expect(begun.time).toBeGreaterThanOrEqual(time);
    // Somebody else had to end first.
    expect(events.slice(0, events.indexOf(begun)).some((event) => event.type === "node-finished")).toBe(true);
  }
});

test("where there is room for all nobody waits", async () => {
  const names = ["a", "b", "c"];
  const text = manifest(names.map(task).join(""), names.map((name) => container(name)).join(""));
  expect(waitsOf(await eventsOf(text, async () => void (await sleep()), 4))).toEqual([]);
});

test("a step whose mutex is held says in Argo's words what it waits for", async () => {
  const lock = "      synchronization:\n        mutexes:\n          - name: database\n";
  const text = manifest(["a", "b"].map(task).join(""), ["a", "b"].map((name) => container(name, lock)).join(""));
  const waits = waitsOf(await eventsOf(text, async () => void (await sleep()), 4));
  expect(waits).toHaveLength(1);
  expect(waits[0]).toMatchObject({ for: "lock", displayName: "b", nodeType: "Pod", templateName: "b" });
  expect(waits[0]!.message).toMatch(/^Waiting for .*\/Mutex\/database lock\. Lock status: 0\/1$/);
});

test("a step that is tried again later says when", async () => {
  const retry = '      retryStrategy:\n        limit: "1"\n        backoff:\n          duration: "1"\n';
  let tries = 0;
  const events = await eventsOf(
    manifest(task("a"), container("a", retry)),
    () => {
      if (++tries === 1) throw new Error("not yet");
    },
    4,
  );
  expect(waitsOf(events)).toMatchObject([
    { for: "backoff", node: "waits.a", nodeType: "Retry", message: expect.stringMatching(/^Backoff for 1/) },
  ]);
});
