import type { Benchmark } from "../benchmark.ts";
import { type Times, timeInterleaved } from "../measure/interleaved.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { counted, result } from "../measure/result.ts";
import { instantiations, typeCheck, typedWorkspace } from "../measure/type-check.ts";
import { shapes, typedProgram } from "../programs/typed-program.ts";

const numTasks = 200;

export const types200: Benchmark = {
  name: "types-200",
  question: "tsc of a file with a pipeline of 200 tasks, 40 each of five shapes, less that of an empty one",
  run: async () => {
    const each = Object.fromEntries(shapes.map((shape) => [`${shape}.ts`, typedProgram([shape], numTasks)]));
    const many = typedProgram(shapes, numTasks / shapes.length);
    using project = typedWorkspace({ ...each, "many.ts": many, "empty.ts": typedProgram([], 0) });
    const check = (file: string) => typeCheck(project, file);
    const times = await timeInterleaved({ many: check("many.ts"), empty: check("empty.ts") }, 11);
    const base = await instantiations(project, "empty.ts");
    const counts = [];
    for (const shape of shapes) {
      const count = (await instantiations(project, `${shape}.ts`)) - base;
      counts.push(counted(`types-200/instantiations a task, ${shape}`, count / numTasks, "instantiations"));
    }
    return [
      result("types-200", less(times.many, times.empty), { limitSeconds: 1.5 }),
      result("types-200/200 tasks", times.many, { name: "empty", times: times.empty }, await peakMemory(check("many.ts"))),
      result("types-200/empty", times.empty, undefined, await peakMemory(check("empty.ts"))),
      ...counts,
    ];
  },
};

const less = (one: Times, other: Times): Times => ({ min: one.min - other.min, median: one.median - other.median });
