import { expect, test } from "vitest";
import type { RunEvent } from "../../../runner/event.ts";
import { RunRecord } from "../../../runner/logging/run-record.ts";
import { reportPage } from "../../../runner/report/report-page.ts";
import { textOf } from "../../util/html/read-xml.ts";
import { at, finished, frame, log, runFinished, runStarted, started, stopping } from "../logging/sample-run.ts";
import { all, mainOf, one } from "./report-dom.ts";

const resumed = (seconds: number, again: readonly string[]): RunEvent => ({
  type: "run-resumed",
  time: at(seconds),
  again: again.map((name) => (name === "" ? "taxi-x" : `taxi-x.${name}`)),
});

/** Killed in the middle of `train`, gone on with; stopped by Ctrl-C in its second try, gone on with again. */
const events: readonly RunEvent[] = [
  runStarted(),
  frame(0, "", "DAG"),
  started(0, "load"),
  finished(1, "load"),
  frame(1, "train", "Retry"),
  started(1, "train(0)", { parent: "taxi-x.train" }),
  log(3, "train(0)", "epoch 1"),
  resumed(63, ["", "train", "train(0)"]),
  started(64, "train(0)", { parent: "taxi-x.train" }),
  finished(65, "train(0)", { phase: "Failed", message: "Error (exit code 1)" }),
  started(65, "train(1)", { parent: "taxi-x.train" }),
  stopping(67),
  finished(68, "train(1)", { phase: "Failed", message: "workflow shutdown with strategy:  Terminate" }),
  finished(68, "train", { phase: "Failed" }),
  finished(68, "", { phase: "Failed" }),
  runFinished(68, { phase: "Failed", interrupted: true }),
  resumed(78, ["", "train", "train(1)"]),
  started(79, "train(1)", { parent: "taxi-x.train" }),
  finished(81, "train(1)"),
  finished(81, "train"),
  finished(81, ""),
  runFinished(81),
];

test("a record knows the starts that did not count, and when nobody worked on the run", () => {
  const record = new RunRecord();
  for (const event of events) record.add(event);
  expect(record.breaks).toEqual([
    { from: at(3), to: at(63) },
    { from: at(68), to: at(78) },
  ]);
  expect(record.node("taxi-x.train(0)")!.earlier).toEqual([{ from: at(1), to: at(3) }]);
  expect(record.node("taxi-x.train(1)")!.earlier).toEqual([{ from: at(65), to: at(68) }]);
  expect(record.node("taxi-x.load")!.earlier).toEqual([]);
});

test("what was tried again after it had failed is no interruption", () => {
  const record = new RunRecord();
  for (const event of [
    runStarted(),
    started(0, "a"),
    finished(1, "a", { phase: "Failed", message: "Error (exit code 1)" }),
    runFinished(1, { phase: "Failed" }),
    resumed(9, ["a"]),
    started(9, "a"),
  ])
    record.add(event);
  expect(record.node("taxi-x.a")!.earlier).toEqual([{ from: at(0), to: at(1), phase: "Failed" }]);
});

test("the report says when the run went on, and draws the starts that did not count and the breaks", async () => {
  const root = mainOf(await reportPage({ events, manifest: "", folder: "/run" }));
  expect(textOf(one(root, "header"))).toContain(
    "The run was interrupted; it went on 2026-01-01 03:01:03 UTC after a break of 1m00s, then 2026-01-01 03:01:18 UTC after a break of 10.0s.",
  );
  const timeline = one(root, "section", { id: "timeline" });
  expect(all(timeline, "g", { class: "break" }).map((part) => textOf(all(part, "title")[0]!))).toEqual([
    "interrupted for 1m00s",
    "interrupted for 10.0s",
  ]);
  expect(all(timeline, "rect", { class: "earlier" }).map(textOf)).toEqual([
    "train: an earlier start, interrupted after 2.0s",
    "train: an earlier start, interrupted after 3.0s",
  ]);
  const facts = all(root, "dd").map(textOf);
  expect(facts).toContain("interrupted after 2.0s, interrupted after 3.0s");
});
