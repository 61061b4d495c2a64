import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunEvent } from "../../../runner/event.ts";
import { moreInFile } from "../../../runner/logging/log-limits.ts";
import { reportPage } from "../../../runner/report/report-page.ts";
import { textOf } from "../../util/html/read-xml.ts";
import { all, mainOf, one } from "./report-dom.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pipewright-"));
  mkdirSync(join(folder, "steps", "wf.a"), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

const log = (line: string): RunEvent => ({ type: "node-log", time: 1, node: "wf.a", stream: "stdout", line });
const end: RunEvent = {
  type: "node-finished",
  time: 2,
  node: "wf.a",
  phase: "Failed",
  message: "no",
  outputs: {},
  artifacts: [],
};

async function stepOf(lines: readonly string[]) {
  const root = mainOf(await reportPage({ events: [...lines.map(log), end], manifest: "", folder }));
  return one(root, "details", { id: "step-1" });
}

test("a log that the events cut off shows its end, from the step's own file, and leads to it", async () => {
  const lines = Array.from({ length: 50_000 }, (_, index) => `line ${index} of a log that is longer than the events`);
  writeFileSync(join(folder, "steps", "wf.a", "log"), `${lines.join("\n")}\n`);
  const step = await stepOf([...lines.slice(0, 4999), moreInFile]);
  const text = textOf(one(step, "pre"));
  expect(text).toMatch(/^… \d+\.\d MiB and more not shown\nline 49000 of/);
  expect(text.split("\n").at(-1)).toBe(lines.at(-1));
  expect(textOf(all(step, "summary")[1]!)).toMatch(/^Log more than \d+ lines$/);
  expect(all(step, "a").map(({ attributes }) => attributes.href)).toEqual(["./steps/wf.a/log"]);
});

test("a log that the events have whole is not read again", async () => {
  writeFileSync(join(folder, "steps", "wf.a", "log"), "other\n");
  expect(textOf(one(await stepOf(["one"]), "pre"))).toBe("one");
  rmSync(join(folder, "steps", "wf.a", "log"));
  const gone = await stepOf(["one", moreInFile]);
  expect(textOf(one(gone, "pre"))).toBe(`one\n${moreInFile}`);
  expect(all(gone, "a")).toEqual([]);
});
