import { liveFrame } from "../../runner/logging/live-frame.ts";
import { RunRecord } from "../../runner/logging/run-record.ts";
import { reportPage } from "../../runner/report/report-page.ts";
import type { Benchmark } from "../benchmark.ts";
import { summary } from "../measure/interleaved.ts";
import { counted, result } from "../measure/result.ts";
import { largeRun } from "../programs/large-run.ts";

const size = { columns: 100, lines: 40 };
const style = { colour: true, ascii: false };

export const runSeen: Benchmark = {
  name: "run-seen",
  question: "a frame of the live view, which is drawn ten times a second, and the report page, of 500 and of 5,000 steps",
  run: async () => {
    const results = [];
    for (const numSteps of [500, 5000]) {
      const shown = numSteps.toLocaleString("en");
      const events = largeRun(numSteps, 100);
      const record = new RunRecord();
      for (const event of events) record.add(event);
      const now = events.at(-1)!.time;
      const frames = times(50, (at) => liveFrame(record, now + at * 100, size, style));
      results.push(result(`run-seen/a frame of ${shown} steps`, summary(await frames), { limitSeconds: 0.01 }));
      let bytes = 0;
      const pages = times(3, async () => {
        bytes = Buffer.byteLength(await reportPage({ events, manifest: "", folder: "/none" }));
      });
      results.push(result(`run-seen/the page of ${shown} steps`, summary(await pages), { limitSeconds: 2 }));
      results.push(counted(`run-seen/size of the page of ${shown} steps`, bytes, "bytes", { limit: 10 * 2 ** 20 }));
    }
    return results;
  },
};

/** Seconds of so many runs, after one that is not counted. */
async function times(runs: number, work: (at: number) => unknown): Promise<readonly number[]> {
  const seconds: number[] = [];
  for (let at = 0; at <= runs; at++) {
    const from = performance.now();
    await work(at);
    if (at > 0) seconds.push((performance.now() - from) / 1000);
  }
  return seconds;
}
