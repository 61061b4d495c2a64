import { describe, expect, test } from "vitest";
import { beginShow } from "./live-show.ts";
import { finished, frame, runFinished, runStarted, started } from "./sample-run.ts";

const unknown = 'nobody knows the digest of its input "table", so it can\'t be said whether that is the same as before';
const dag = [runStarted(), frame(0, "", "DAG")];

describe("a step with a cache that runs although its result might be there", () => {
  test("says why in its row, in as many lines as it needs, while it runs and when it has ended", () => {
    const { show } = beginShow(40);
    const said = `\
  not from cache: nobody knows the
  digest of its input "table", so it
  can't be said whether that is the
  same as before`;
    expect(show(1, [...dag, started(0, "train", { notCached: unknown })])).toBe(`\
taxi  r1
⠋ train    1.0s
${said}
0 done, 1 running  1.0s`);
    expect(show(2, [finished(1, "train")])).toContain(`✓ train    1.0s\n${said}\n`);
  });

  test("says it shorter where other rows need the lines", () => {
    const { show } = beginShow(40, 5);
    const text = show(1, [...dag, started(0, "a", { notCached: unknown }), started(0, "b"), started(0, "c")]);
    expect(text.split("\n").slice(-4)).toEqual([
      "⠋ a    1.0s  not from cache: nobody kn…",
      "⠋ b    1.0s",
      "⠋ c    1.0s",
      "0 done, 3 running  1.0s",
    ]);
  });

  test("is in the summary, those of one reason together, and the reason of a try is that of its step", () => {
    const { show, renderer, screen } = beginShow(200, 40);
    const given = { notCached: "--no-cache was given" };
    const steps = ["a", "b", "c", "d"].flatMap((name) => [started(0, name, given), finished(1, name)]);
    const tried = [
      frame(0, "train", "Retry"),
      started(0, "train(0)", { parent: "taxi-x.train", notCached: unknown }),
      finished(1, "train(0)"),
      finished(1, "train"),
    ];
    show(2, [...dag, ...steps, started(0, "free"), finished(1, "free"), ...tried, finished(1, ""), runFinished(2)]);
    renderer.end();
    const lines = screen.text.split("\n");
    expect(lines.filter((line) => line.includes("not taken"))).toEqual([
      "a, b, c and 1 more not taken from the cache: --no-cache was given",
      `train not taken from the cache: ${unknown}`,
    ]);
  });
});
