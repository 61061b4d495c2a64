import type { Benchmark } from "../benchmark.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { result } from "../measure/result.ts";
import { cli, workspace } from "../measure/workspace.ts";

export const runParallel: Benchmark = {
  name: "run-parallel",
  question: "three independent steps of one second",
  run: async () => {
    using project = workspace("bench/pipelines");
    const run = { args: [cli, "run", "bench/pipelines/parallel.ts"], cwd: project.folder };
    const { whole } = await timeInterleaved({ whole: run }, 5);
    return [result("run-parallel", whole, { limitSeconds: 1.25 }, await peakMemory(run))];
  },
};
