import type { Benchmark, Result } from "../benchmark.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { result } from "../measure/result.ts";
import { workspaceOf } from "../measure/workspace.ts";
import { graphs, interpretProgram } from "../programs/interpret-program.ts";

const counts = [1250, 2500, 5000] as const;

export const interpret5000: Benchmark = {
  name: "interpret-5000",
  question:
    "a test of a pipeline of 5,000 steps that do nothing, compiled and interpreted, a whole process; and of a half and a quarter of it",
  run: async () => {
    const results: Result[] = [];
    for (const graph of graphs) {
      using project = workspaceOf(
        Object.fromEntries(counts.map((count) => [`${graph}-${count}.ts`, interpretProgram(graph, count)])),
      );
      const test = (count: number) => ({ args: [`${graph}-${count}.ts`], cwd: project.folder });
      const times = await timeInterleaved({ quarter: test(1250), half: test(2500), whole: test(5000) }, 5);
      results.push(
        result(`interpret-5000/${graph}`, times.whole, { limitSeconds: 3 }, await peakMemory(test(5000))),
        result(`interpret-5000/${graph}, to the half`, times.whole, { name: "2,500 steps", times: times.half }),
        result(`interpret-5000/${graph}, half to a quarter`, times.half, { name: "1,250 steps", times: times.quarter }),
      );
    }
    return results;
  },
};
