import type { Benchmark } from "../benchmark.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { result } from "../measure/result.ts";
import { cli, workspace } from "../measure/workspace.ts";

export const taxi: Benchmark = {
  name: "taxi",
  question: "examples/taxi end to end, from the CSV file to the report",
  run: async () => {
    using project = workspace("examples/taxi");
    const run = { args: [cli, "run", "examples/taxi/pipeline.ts"], cwd: project.folder };
    const { whole } = await timeInterleaved({ whole: run }, 3);
    return [result("taxi", whole, { limitSeconds: 60 }, await peakMemory(run))];
  },
};
