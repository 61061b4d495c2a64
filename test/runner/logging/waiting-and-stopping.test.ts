import { describe, expect, test } from "vitest";
import type { RunEvent } from "../../../runner/event.ts";
import { plainRenderer } from "../../../runner/logging/plain-renderer.ts";
import { beginShow } from "./live-show.ts";
import { finished, frame, log, runFinished, runStarted, started, stopping, waiting } from "./sample-run.ts";

const dag = [runStarted(), frame(0, "", "DAG")];
const lockWords = "Waiting for default/Mutex/database lock. Lock status: 0/1";

/** One of each kind: running, tried again later, waiting for room, for a lock, for a person; inside a called pipeline. */
const held: readonly RunEvent[] = [
  ...dag,
  frame(0, "features-of-a-name-that-nobody-should-have-chosen", "DAG"),
  started(0, "features-of-a-name-that-nobody-should-have-chosen.fit", {
    parent: "taxi-x.features-of-a-name-that-nobody-should-have-chosen",
  }),
  waiting(0, "migrate", "lock", lockWords),
  started(0, "approve", { nodeType: "Suspend" }),
  log(0, "approve", "May model 17 go live?"),
  frame(0, "flaky", "Retry"),
  started(0, "flaky(0)", { parent: "taxi-x.flaky" }),
  finished(0.5, "flaky(0)", { phase: "Failed", message: "Error (exit code 1)" }),
  waiting(0.5, "flaky", "backoff", "Backoff for 2 minutes 0 seconds", { nodeType: "Retry" }),
  waiting(0.5, "later", "room", "no room on this machine until another step ends"),
];

describe("what waits", () => {
  test("says for what: a lock, a person, the next try, or just that there is no room yet", () => {
    expect(beginShow(120).show(1, held)).toBe(`\
taxi  r1
flaky(0) failed after 0.5s: Error (exit code 1)
⠋ features-of-a-name-that-nobody-should-have-chosen    1.0s  1 running
  ⠋ fit                                                1.0s
○ migrate                                                    Waiting for default/Mutex/database lock. Lock status: 0/1
○ approve                                              1.0s  waits to be resumed
  May model 17 go live?
○ flaky                                                1.0s  Backoff for 2 minutes 0 seconds
○ later                                                      waiting
0 done, 2 running, 3 waiting  1.0s`);
  });

  test("in forty columns long names lose their middle, and what would be cut stands below", () => {
    expect(beginShow(40).show(1, held)).toBe(`\
taxi  r1
flaky(0) failed after 0.5s: Error (exi…
⠋ features…e-chosen    1.0s  1 running
  ⠋ fit                1.0s
○ migrate
  Waiting for default/Mutex/database
  lock. Lock status: 0/1
○ approve              1.0s
  waits to be resumed
  May model 17 go live?
○ flaky                1.0s
  Backoff for 2 minutes 0 seconds
○ later                      waiting
0 done, 2 running, 3 waiting  1.0s`);
  });

  test("goes on when it may, and its time begins then", () => {
    const { show } = beginShow();
    show(1, [...dag, waiting(0, "a", "lock", lockWords), waiting(0, "b", "room")]);
    expect(show(3, [started(2, "a")])).toBe(`\
taxi  r1
⠋ a    1.0s
○ b          waiting
0 done, 1 running, 1 waiting  3.0s`);
    const retried = [frame(3, "r", "Retry"), waiting(3, "r", "backoff", "Backoff for 1 second", { nodeType: "Retry" })];
    expect(show(3, retried)).toContain("○ r    0.0s  Backoff for 1 second");
    expect(show(4, [started(4, "r(1)", { parent: "taxi-x.r" })])).toContain("⠋ r    1.0s\n");
  });

  test("a step with tries whose first has no room yet has not worked either", () => {
    const { show } = beginShow();
    const place = { parent: "taxi-x.r" };
    const events = [...dag, frame(0, "r", "Retry"), waiting(0, "r(0)", "room", "no room", place)];
    expect(show(2, events)).toBe(`\
taxi  r1
○ r          waiting
0 done, 0 running, 1 waiting  2.0s`);
    expect(show(3, [started(2, "r(0)", place)])).toContain("⠋ r    3.0s\n0 done, 1 running  3.0s");
  });

  test("a step that asks says how it is answered, and one that only pauses that it does", () => {
    const asked = (name: string, more: object): RunEvent => ({
      type: "node-asked",
      time: 0,
      node: `taxi-x.${name}`,
      parameters: [],
      answer: "",
      ...more,
    });
    const { show } = beginShow(100);
    expect(
      show(1, [
        ...dag,
        started(0, "approve", { nodeType: "Suspend" }),
        asked("approve", { parameters: [{ name: "go" }], answer: "-p go=YES" }),
        started(0, "pause", { nodeType: "Suspend" }),
        asked("pause", { until: 1e15 }),
      ]),
    ).toContain(`\
○ approve    1.0s  waits for an answer: pipewright resume last approve -p go=YES
○ pause      1.0s  waits for its time
`);
  });

  const answered = (name: string, more: object): RunEvent =>
    ({ type: "node-answered", time: 2000, node: `taxi-x.${name}`, answers: {}, by: "here", ...more }) as RunEvent;

  test("what a person, or nobody, answered is said in one line, of a pause nothing", () => {
    const events = [
      ...dag,
      ...["approve", "pick", "pause"].map((name) => started(0, name, { nodeType: "Suspend" })),
      answered("approve", { answers: { go: "YES", note: "one\ntwo" }, by: "mail" }),
      finished(2, "approve"),
      answered("pick", { answers: { model: "a" }, by: "default" }),
      finished(2, "pick"),
      answered("pause", { by: "default" }),
      finished(2, "pause"),
    ];
    let text = "";
    const renderer = plainRenderer((line) => {
      text += line;
    });
    for (const event of events) renderer.onEvent(event);
    expect(text.split("\n").filter((line) => line.includes("answered"))).toEqual([
      expect.stringMatching(/approve {2}answered from another terminal: go = YES, note = one.*two$/),
      expect.stringMatching(/pick {2}answered by nobody in time, so that the defaults count: model = a$/),
    ]);
    const live = beginShow(100).show(3, events);
    expect(live).toMatch(/✓ approve.*answered from another terminal: go = YES/);
    expect(live).toMatch(/✓ pause +2\.0s$/m);
  });

  test("in a pipe a lock and a next try have a line, room has none", () => {
    let text = "";
    const renderer = plainRenderer((line) => {
      text += line;
    });
    for (const event of [...held, stopping(2)]) renderer.onEvent(event);
    expect(text.split("\n").filter((line) => /wait|stopping/.test(line))).toEqual([
      `   0.0s  migrate  waits: ${lockWords}`,
      "   0.5s  flaky  waits: Backoff for 2 minutes 0 seconds",
      "   2.0s  stopping: steps have 10 s to end; Ctrl-C again ends the run now",
    ]);
  });
});

describe("Ctrl-C", () => {
  const running = [...dag, started(0, "a"), started(0, "b"), waiting(0, "c", "room")];

  test("says how long steps have, and what a second one does", () => {
    const { show } = beginShow();
    expect(
      show(3, [...running, stopping(1)])
        .split("\n")
        .at(-1),
    ).toBe("stopping: 2 steps have 8 s to end; Ctrl-C again ends the run now");
    const narrow = beginShow(40);
    expect(
      narrow
        .show(3, [...running, stopping(1)])
        .split("\n")
        .at(-1),
    ).toBe("stopping, 8 s; Ctrl-C again: now");
  });

  test("makes no failures of the steps that it ended", () => {
    const { show, renderer, screen } = beginShow();
    const message = "workflow shutdown with strategy:  Terminate";
    show(3, [
      ...running,
      stopping(1),
      finished(2, "a", { phase: "Failed", message }),
      finished(2, "", { phase: "Failed" }),
      runFinished(2, { phase: "Failed", message: "Stopped with strategy 'Terminate'", interrupted: true }),
    ]);
    renderer.end({ report: "r.html" });
    expect(screen.text).toBe(`\
taxi  r1
✗ a    2.0s  the run was stopped
○ b    3.0s
○ c          not begun
taxi was stopped after 2.0s: 1 step failed, 1 not finished, 1 not begun
report  r.html`);
  });
});

describe("many steps", () => {
  const many = (count: number): readonly RunEvent[] => [
    ...dag,
    ...Array.from({ length: count }, (_, index) => waiting(0, `step-${index}`, "room")),
    ...Array.from({ length: count / 2 }, (_, index) => [
      started(1, `step-${index}`),
      ...(index < count / 2 - 3
        ? [finished(1 + index / count, `step-${index}`, index === 7 ? { phase: "Failed", message: "no" } : {})]
        : []),
    ]).flat(),
  ];

  test("of five hundred those that run and failed have rows, the others are counted", () => {
    expect(beginShow(60, 12).show(2, many(500))).toBe(`\
taxi  r1
step-7 failed after 0.0s: no
(246 done, 245 waiting not shown)
✗ step-7      0.0s  no
⠋ step-247    1.0s
⠋ step-248    1.0s
⠋ step-249    1.0s
○ step-250          waiting
○ step-251          waiting
○ step-252          waiting
○ step-253          waiting
○ step-254          waiting
246 done, 3 running, 250 waiting, 1 failed  2.0s`);
  });

  test("where there is no room for a step in all its frames they say that it runs", () => {
    const { show } = beginShow(60, 6);
    const nested = ["a", "a.b", "a.b.c"].map((name, at) =>
      frame(0, name, "DAG", at === 0 ? {} : { parent: `taxi-x.${name.slice(0, -2)}` }),
    );
    const text = show(1, [
      ...dag,
      ...Array.from({ length: 10 }, (_, index) => [started(0, `s${index}`), finished(0.5, `s${index}`)]).flat(),
      ...nested,
      started(0.5, "a.b.c.work", { parent: "taxi-x.a.b.c" }),
    ]);
    expect(text).toBe(`\
taxi  r1
(10 done, 1 running not shown)
⠋ a        1.0s  1 running
  ⠋ b      1.0s  1 running
    ⠋ c    1.0s  1 running
10 done, 1 running  1.0s`);
  });

  test("only what changes is written: nothing at all when nothing does", () => {
    const { show, screen } = beginShow(60, 20);
    show(2, many(500));
    const drawn = screen.raw.length;
    show(2);
    expect(screen.raw.slice(drawn)).toBe("");
    const before = screen.text;
    show(2.1);
    // Three rows run, and the status line has a time; the rows between them are passed.
    expect(
      screen.raw
        .slice(drawn)
        .split("\n")
        .filter((line) => line.includes("\u001b[K")),
    ).toHaveLength(4);
    expect(screen.text.split("\n")).toHaveLength(before.split("\n").length);
  });
});
