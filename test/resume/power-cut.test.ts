import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LocalStore } from "../../runner/artifacts/local-store.ts";
import type { NodeStatus } from "../../runner/controller/node-status.ts";
import { forgetUnfinished } from "../../runner/run/forget-unfinished.ts";
import { Journal, readJournal } from "../../runner/run/journal.ts";
import { pastEvents } from "../../runner/run/run-folder.ts";

const newFolder = (): string => mkdtempSync(join(tmpdir(), "pipewright-cut-"));

const node = (name: string, change: Partial<NodeStatus> = {}): NodeStatus => ({
  name,
  displayName: name,
  type: "Pod",
  phase: "Running",
  message: "",
  children: [],
  startedAt: 1,
  ...change,
});

/** A journal of three nodes: the first has ended, the second runs, the third has ended. */
function journal(): string {
  const folder = newFolder();
  const file = new Journal(folder);
  file.write({ nodes: [node("a"), node("b")], globals: [] });
  file.write({ nodes: [node("a", { phase: "Succeeded", finishedAt: 2, outputs: { parameters: { é: "ü\n" } } })], globals: [] });
  file.write({ nodes: [node("c")], globals: [{ name: "workflow.outputs.parameters.x", value: "y" }] }, () => ({}));
  file.write({ nodes: [node("c", { phase: "Failed", finishedAt: 3 })], globals: [] }, () => ({ peakMemory: 7 }));
  file.close();
  return folder;
}

const phasesOf = (folder: string) => Object.fromEntries(readJournal(folder).nodes.map(({ name, phase }) => [name, phase]));

describe("a journal that was cut", () => {
  const whole = readFileSync(join(journal(), "journal.jsonl"));
  const lines = whole.toString("utf8").split("\n");

  it("has a line per turn", () => {
    expect(lines).toHaveLength(5);
    expect(phasesOf(journal())).toEqual({ a: "Succeeded", b: "Running", c: "Failed" });
  });

  it("at any byte knows what its whole lines say, and goes on behind them", () => {
    const folder = newFolder();
    for (let length = 0; length <= whole.length; length++) {
      writeFileSync(join(folder, "journal.jsonl"), whole.subarray(0, length));
      const state = readJournal(folder);
      const kept = whole.subarray(0, state.bytes).toString("utf8");
      const numWhole = whole.subarray(0, length).toString("latin1").split("\n").length - 1;
      expect(kept).toBe(
        lines
          .slice(0, numWhole)
          .map((line) => `${line}\n`)
          .join(""),
      );
      const next = new Journal(folder, state.bytes);
      next.write({ nodes: [node("d")], globals: [] });
      next.close();
      const after = readJournal(folder);
      expect(after.nodes.map(({ name }) => name)).toEqual([...state.nodes.map(({ name }) => name), "d"]);
    }
  });

  it("in blocks that never reached the disk ends before them", () => {
    for (const at of [lines[0]!.length + 1, whole.length - 40]) {
      const folder = newFolder();
      const spoiled = Buffer.from(whole);
      spoiled.fill(0, at, at + 30);
      writeFileSync(join(folder, "journal.jsonl"), spoiled);
      const { bytes } = readJournal(folder);
      expect(bytes).toBeLessThanOrEqual(at);
      expect(() => readJournal(folder)).not.toThrow();
    }
  });

  it("keeps facts of what has ended, and values of the whole run", () => {
    const { facts, globals } = readJournal(journal());
    expect([...facts]).toEqual([
      ["a", {}],
      ["c", { peakMemory: 7 }],
    ]);
    expect(globals).toEqual([{ name: "workflow.outputs.parameters.x", value: "y" }]);
  });
});

describe("events that were cut", () => {
  it("are told as far as they are whole, and go on behind them", () => {
    const folder = newFolder();
    const path = join(folder, "events.jsonl");
    const first = { type: "node-log", time: 1, node: "a", stream: "stdout", line: "ä" };
    writeFileSync(path, `${JSON.stringify(first)}\n{"type":"node-l`);
    expect(pastEvents(folder)).toEqual([first]);
    appendFileSync(path, `${JSON.stringify({ ...first, time: 2 })}\n`);
    expect(pastEvents(folder).map(({ time }) => time)).toEqual([1, 2]);
    expect(pastEvents(newFolder())).toEqual([]);
  });
});

describe("artifacts of a runner that is gone", () => {
  it("stay when their pod has ended, and go when it runs again", async () => {
    const folder = newFolder();
    const store = new LocalStore(join(folder, "artifacts"));
    const write = (text: string) => async (path: string) => {
      mkdirSync(path);
      writeFileSync(join(path, "file"), text);
    };
    for (const key of ["w/a/made", "w/b/made", "w/b2", "shared/of-a"]) await store.save(key, write(key));
    mkdirSync(join(store.folder, ".partial", "x"), { recursive: true });
    copyFileSync(join(store.folder, "w/a/made/file"), join(store.folder, ".partial/x/half"));
    const artifacts = ["w/a/made", "shared/of-a"].map((key) => ({ name: key, s3: { key } }));
    forgetUnfinished(store.folder, [node("a", { phase: "Succeeded", outputs: { artifacts } }), node("b")]);
    expect(await store.list("")).toEqual(["shared/of-a/file", "w/a/made/file"]);
  });
});
