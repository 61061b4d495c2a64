import type { Benchmark } from "../benchmark.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { result } from "../measure/result.ts";
import { cli, workspace } from "../measure/workspace.ts";

export const runLoop: Benchmark = {
  name: "run-loop",
  question: "a loop of four steps of one second: steps that sleep need no core",
  run: async () => {
    using project = workspace("bench/pipelines");
    const run = { args: [cli, "run", "bench/pipelines/loop.ts"], cwd: project.folder };
    const { whole } = await timeInterleaved({ whole: run }, 5);
    return [result("run-loop", whole, { limitSeconds: 1.25 }, await peakMemory(run))];
  },
};
