import { describe, expect, test } from "vitest";
import { beginShow as begin } from "./live-show.ts";
import { failedRun, finished, frame, log, progress, runFinished, runStarted, started } from "./sample-run.ts";

const dag = [runStarted(), frame(0, "", "DAG")];

test("running steps have their time, a bar and their last words, redrawn in place", () => {
  const { show } = begin();
  expect(show(1.2, [...dag, started(0.1, "ingest"), log(1, "ingest", "reading data/taxi.csv")])).toBe(`\
taxi  r1
⠹ ingest    1.1s
  reading data/taxi.csv
0 done, 1 running  1.2s`);
  expect(
    show(3.3, [log(2, "ingest", "10,000 rows"), finished(2.1, "ingest"), started(2.2, "train"), progress(3, "train", 5, 8)]),
  ).toBe(`\
taxi  r1
✓ ingest    2.0s
⠸ train     1.1s  ━━━━━━━━━━━━━───────  62%
1 done, 1 running  3.3s`);
});

test("a whole failed run: tries are one row, failures leave their words above, the end is summed up", () => {
  const { show, renderer, screen, isRepeating } = begin();
  show(2.3, failedRun.slice(0, 16));
  expect(screen.text).toBe(`\
taxi  r1
  epochs = 3
  note: artifacts lie in the run's folder
ingest(0) failed after 0.4s: Error (exit code 1)
  | no network
✓ ingest              1.4s  2 tries
⠸ trials              0.7s  2 running
  ⠸ trials(0:0.01)    0.7s  ━━━━━━──────────────  27%
    epoch 1 loss 0.52
  ⠸ trials(1:0.1)     0.7s
1 done, 2 running  2.3s`);
  show(3.3, failedRun.slice(16));
  renderer.end({ report: "runs/r1/report.html" });
  expect(screen.text).toBe(`\
taxi  r1
  epochs = 3
  note: artifacts lie in the run's folder
ingest(0) failed after 0.4s: Error (exit code 1)
  | no network
trials(1:0.1) failed after 0.9s: Error (exit code 3): the loss is not a number
  | loss is NaN
✓ ingest              1.4s  2 tries
✗ trials              1.6s  1 done, 1 failed
  ✓ trials(0:0.01)    1.6s
  ✗ trials(1:0.1)     0.9s  Error (exit code 3): the loss is not a number
– evaluate                  omitted: depends condition not met
taxi failed after 3.3s: 2 steps succeeded, 1 failed, 1 omitted
trials(1:0.1) failed after 0.9s: Error (exit code 3): the loss is not a number
  | loss is NaN
report  runs/r1/report.html`);
  expect(isRepeating()).toBe(false);
});

describe("room", () => {
  test("a narrow terminal keeps sign, name and time, and no line is broken", () => {
    const { show } = begin(20);
    expect(show(1.2, [...dag, started(0.1, "ingest-all-the-examples"), progress(1, "ingest-all-the-examples", 1, 2)])).toBe(`\
taxi  r1
⠹ ingest…mples 1.1s
1.2s  1 running`);
  });

  test("a terminal of one column does not break", () => {
    expect(() => begin(1, 1).show(1, failedRun)).not.toThrow();
  });

  test("wide letters are counted as two", () => {
    const { show } = begin(30);
    expect(
      show(1, [
        ...dag,
        started(0, "日本語の名前", { displayName: "日本語の名前" }),
        started(0, "b"),
        log(0.5, "b", "漢字".repeat(20)),
      ]),
    ).toBe(`\
taxi  r1
⠋ 日本語の名前    1.0s
⠋ b               1.0s
  漢字漢字漢字漢字漢字漢字漢…
0 done, 2 running  1.0s`);
  });

  test("with more steps than rows the finished ones go first, then the last words", () => {
    const { show } = begin(60, 8);
    const names = Array.from({ length: 9 }, (_, index) => `step${index}`);
    const events = names.flatMap((name, index) => [
      started(0, name),
      log(0.5, name, `words of ${name}`),
      ...(index < 5 ? [finished(1, name)] : []),
    ]);
    expect(show(2, [...dag, ...events])).toBe(`\
taxi  r1
(4 done not shown)
✓ step4    1.0s
⠋ step5    2.0s
⠋ step6    2.0s
⠋ step7    2.0s
⠋ step8    2.0s
5 done, 4 running  2.0s`);
    expect(show(2.1, [finished(2.1, "step5"), finished(2.1, "step6"), finished(2.1, "step7")])).toBe(`\
taxi  r1
(4 done not shown)
✓ step4    1.0s
✓ step5    2.1s
✓ step6    2.1s
✓ step7    2.1s
⠙ step8    2.1s
8 done, 1 running  2.1s`);
  });

  test("with more running steps than rows some are only counted", () => {
    const { show } = begin(60, 6);
    const events = Array.from({ length: 50 }, (_, index) => started(0, `step${index}`));
    expect(show(1, [...dag, ...events])).toBe(`\
taxi  r1
(47 running not shown)
⠋ step0    1.0s
⠋ step1    1.0s
⠋ step2    1.0s
0 done, 50 running  1.0s`);
  });

  test("a loop of a hundred items shows those that run or failed", () => {
    const { show } = begin();
    const items = Array.from({ length: 100 }, (_, index) => [
      started(0, `loop(${index}:x)`, { parent: "taxi-x.loop" }),
      ...(index < 90
        ? [finished(1, `loop(${index}:x)`, { phase: index === 42 ? "Failed" : "Succeeded", message: index === 42 ? "no" : "" })]
        : []),
    ]);
    expect(show(2, [...dag, frame(0, "loop", "TaskGroup"), ...items.flat()])).toBe(`\
taxi  r1
loop(42:x) failed after 1.0s: no
⠋ loop            2.0s  89 done, 10 running, 1 failed
  ✗ loop(42:x)    1.0s  no
  ⠋ loop(90:x)    2.0s
  ⠋ loop(91:x)    2.0s
  ⠋ loop(92:x)    2.0s
  ⠋ loop(93:x)    2.0s
89 done, 10 running, 1 failed  2.0s`);
  });

  test("a terminal that became narrower is still redrawn in place", () => {
    const { show, screen } = begin(60);
    show(1, [...dag, started(0, "a-step-with-a-long-name-indeed"), progress(1, "a-step-with-a-long-name-indeed", 1, 2)]);
    const before = screen.raw.length;
    screen.columns = 30;
    show(1.1);
    expect(screen.raw.slice(before)).toMatch(/^\u001b\[3A\r/);
  });
});

describe("the terminal itself", () => {
  test("the cursor is hidden while it runs and comes back at the end", () => {
    const { show, renderer, screen } = begin();
    show(1, dag);
    expect(screen.isCursorHidden).toBe(true);
    renderer.end();
    expect(screen.isCursorHidden).toBe(false);
  });

  test("the cursor comes back when the process ends early", () => {
    const { show, exit, screen } = begin();
    show(1, dag);
    exit();
    expect(screen.isCursorHidden).toBe(false);
  });

  test("colours are there, and NO_COLOR takes them away", () => {
    const events = [
      ...dag,
      started(0, "a"),
      finished(1, "a", { phase: "Failed", message: "no" }),
      runFinished(1, { phase: "Failed" }),
    ];
    const coloured = begin(80, 24, {});
    coloured.show(1, events);
    coloured.renderer.end();
    expect(coloured.screen.raw).toContain("\u001b[31m✗\u001b[39m");
    expect(coloured.screen.raw).toContain("\u001b[31mtaxi failed after 1.0s: 1 step failed\u001b[39m\n");
    const plain = begin(80, 24, { NO_COLOR: "1" });
    plain.show(1, events);
    plain.renderer.end();
    expect(plain.screen.raw).not.toMatch(/\u001b\[[\d;]*m/);
    expect(plain.screen.text).toBe(coloured.screen.text);
  });

  test("a console of plain C gets ASCII alone", () => {
    const { show } = begin(60, 24, { LC_ALL: "C", NO_COLOR: "1" });
    const text = show(1.1, [
      ...dag,
      started(0, "a"),
      finished(1, "a"),
      started(1, "b"),
      progress(1, "b", 1, 2),
      started(1, "a-name-that-is-too-long-for-forty-five-per-cent", { nodeType: "Skipped" }),
      finished(1, "a-name-that-is-too-long-for-forty-five-per-cent", { phase: "Skipped" }),
    ]);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text).toContain("+ a ");
    expect(text).toMatch(/[|/\\-] b +0\.1s {2}#+-+ +50%/);
  });

  test("hostile names and log lines stay in their lines", () => {
    const { show, renderer, screen } = begin();
    const evil = "\u001b[2J\u001b[1;1H\u001b]0;x\u0007\rfake\n\u009b31m\u202e日";
    show(1, [
      runStarted({ pipeline: evil, runId: evil, parameters: { [evil]: evil }, notes: [evil] }),
      started(0, evil),
      log(0.5, evil, evil),
    ]);
    const lines = screen.text.split("\n").length;
    show(2, [finished(2, evil, { phase: "Failed", message: evil })]);
    renderer.end({ report: evil, goOn: [evil] });
    expect(lines).toBe(6);
    expect(screen.raw.replace(/\u001b\[(?:\d*[AKJ]|\?25[lh])/g, "")).not.toMatch(
      /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202e]/,
    );
  });

  test("steps that were cut off by the end are not shown as running", () => {
    const { show, renderer, screen } = begin();
    show(1, [...dag, started(0, "a"), log(0.5, "a", "words"), runFinished(1, { phase: "Failed", interrupted: true })]);
    renderer.end();
    expect(screen.text).toBe(`\
taxi  r1
○ a    1.0s
taxi was stopped after 1.0s: 1 step not finished`);
  });
});
