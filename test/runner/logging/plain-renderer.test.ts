import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RunEvent } from "../../../runner/event.ts";
import { plainRenderer } from "../../../runner/logging/plain-renderer.ts";
import type { RunClosing } from "../../../runner/logging/run-renderer.ts";
import { failedRun, finished, frame, log, progress, runFinished, runStarted, started } from "./sample-run.ts";

function textOf(events: readonly RunEvent[], closing?: RunClosing): string {
  let text = "";
  const renderer = plainRenderer((piece) => {
    text += piece;
  });
  for (const event of events) renderer.onEvent(event);
  renderer.end(closing);
  return text;
}

test("every happening is one line with its time, and the end says what failed and how to go on", () => {
  expect(textOf(failedRun, { report: "runs/r1/report.html", goOn: ["go on with: pipewright run --resume r1"] })).toBe(`\
   0.0s  run r1 of taxi
   0.0s    epochs = 3
   0.0s    note: artifacts lie in the run's folder
   0.1s  ingest(0)  started
   0.2s  ingest(0)  | no network
   0.5s  ingest(0)  failed after 0.4s: Error (exit code 1)
   1.0s  ingest(1)  started
   1.1s  ingest(1)  | 10,000 rows
   1.5s  ingest(1)  succeeded in 0.5s
   1.5s  ingest  succeeded in 1.4s
   1.6s  trials(0:0.01)  started
   1.6s  trials(1:0.1)  started
   2.0s  trials(0:0.01)  1/4
   2.2s  trials(0:0.01)  | epoch 1 loss 0.52
   2.4s  trials(1:0.1)  | loss is NaN
   2.5s  trials(1:0.1)  failed after 0.9s: Error (exit code 3): the loss is not a number
   3.0s  trials(0:0.01)  4/4
   3.2s  trials(0:0.01)  succeeded in 1.6s
   3.2s  trials  failed after 1.6s: child 'trials(1:0.1)' failed
   3.2s  evaluate  omitted: depends condition not met
taxi failed after 3.3s: 2 steps succeeded, 1 failed, 1 omitted
trials(1:0.1) failed after 0.9s: Error (exit code 3): the loss is not a number
  | loss is NaN
report  runs/r1/report.html
go on with: pipewright run --resume r1
`);
});

test("a step that fails in every try says so", () => {
  const tries = [0, 1].flatMap((index) => [
    started(index, `a(${index})`, { parent: "taxi-x.a" }),
    finished(index + 0.5, `a(${index})`, { phase: "Failed", message: "no", exitCode: 9 }),
  ]);
  const text = textOf([
    runStarted(),
    frame(0, "", "DAG"),
    frame(0, "a", "Retry"),
    ...tries,
    finished(2, "a", { phase: "Failed", message: "No more retries left" }),
    runFinished(2, { phase: "Failed" }),
  ]);
  expect(text).toContain("a(1)  failed after 0.5s (exit code 9): no\n");
  expect(text).toContain("a failed in each of 2 tries after 2.0s: No more retries left; no\n");
});

test("the numbers of Metrics artifacts stand at the end, other artifacts and broken files are left alone", () => {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-"));
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  try {
    const metrics = {
      format: "pipewright.metrics/1",
      scalars: { auc: 0.94871, "log loss": 0.31, broken: null, text: "x" },
      charts: [],
      tables: [],
    };
    const artifacts = [
      { name: "metrics", artifactType: "Metrics", path: file("metrics", JSON.stringify(metrics)), bytes: 1 },
      { name: "half", artifactType: "Metrics", path: file("half", "{"), bytes: 1 },
      { name: "gone", artifactType: "Metrics", path: join(folder, "gone"), bytes: 1 },
      { name: "folder", artifactType: "Metrics", path: folder, bytes: 1 },
      { name: "page", artifactType: "Html", path: file("page", JSON.stringify(metrics)), bytes: 1 },
    ];
    const text = textOf([
      runStarted({ folder }),
      frame(0, "", "DAG"),
      started(0, "evaluate"),
      finished(1, "evaluate", { artifacts }),
      runFinished(1.5),
    ]);
    expect(text).toContain(`\
taxi succeeded in 1.5s: 1 step succeeded
evaluate metrics
  auc       0.9487
  log loss  0.31
  broken    –
`);
    expect(text).not.toMatch(/half|gone|folder|page/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a run that was stopped, and one whose end never came, say so", () => {
  const begun = [runStarted(), frame(0, "", "DAG"), started(0, "train")];
  expect(
    textOf([
      ...begun,
      finished(4, "train", { phase: "Failed", message: "stopped" }),
      runFinished(4, { phase: "Failed", interrupted: true }),
    ]),
  ).toContain("taxi was stopped after 4.0s: 1 step failed\n");
  expect(textOf(begun)).toContain("taxi did not finish: 1 step not finished\n");
  expect(textOf([])).toBe("run did not finish: no steps\n");
});

test("what ended because the run was stopped says so, and not in the controller's words", () => {
  const message = "workflow shutdown with strategy:  Terminate";
  const text = textOf([
    runStarted(),
    started(0, "approve", { nodeType: "Suspend" }),
    finished(4, "approve", { phase: "Failed", message }),
    runFinished(4, { phase: "Failed", interrupted: true }),
  ]);
  expect(text).toContain("approve  failed after 4.0s: the run was stopped\n");
  expect(text).not.toContain("strategy");
});

test("progress is written when it passes a tenth, whatever the totals are", () => {
  const parts = Array.from({ length: 1000 }, (_, index) => progress(1, "train", index + 1, 1000));
  const odd = [
    progress(1, "odd", 1, 0),
    progress(1, "odd", Number.NaN, 10),
    progress(1, "odd", -5, 10),
    progress(1, "odd", 50, 10),
  ];
  const text = textOf([runStarted(), started(0, "train"), started(0, "odd"), ...parts, ...odd]);
  expect(text.match(/train {2}\d+\/1000/g)).toEqual(
    [..."123456789"].map((tenth) => `train  ${tenth}00/1000`).concat("train  1000/1000"),
  );
  expect(text.match(/odd {2}\S+\/\S+/g)).toEqual(["odd  50/10"]);
});

test("nothing of a program or a name can move the cursor, colour the text or start a new line", () => {
  const evil = "\u001b[2J\u001b]0;x\u0007\rfake\n   9.9s  deploy  succeeded\u009b31m\u202e";
  const text = textOf(
    [
      runStarted({ runId: evil, pipeline: evil, parameters: { [evil]: evil }, notes: [evil] }),
      started(0, evil),
      log(0.1, evil, evil),
      finished(1, evil, { phase: "Failed", message: evil }),
      runFinished(1, { phase: "Failed", message: evil }),
    ],
    { report: evil, goOn: [evil] },
  );
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(text.split("\n")).toHaveLength(12);
});

test("events of nodes that were never started do not break it", () => {
  expect(textOf([log(0, "ghost", "boo"), finished(1, "ghost"), progress(2, "other", 1, 2)])).toContain("taxi-x.ghost  | boo");
});
