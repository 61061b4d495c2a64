import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark } from "../benchmark.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { manifestFacts } from "../measure/manifest-facts.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { counted, result } from "../measure/result.ts";
import { cli, workspaceOf } from "../measure/workspace.ts";
import { chainProgram } from "../programs/chain-program.ts";

const numTasks = 1600;

export const compile1600: Benchmark = {
  name: "compile-1600",
  question: "compile of a chain of 1,600 tasks that was compiled before and has not changed, a whole process",
  run: async () => {
    using project = workspaceOf({ "pipeline.ts": chainProgram(numTasks), "ten.ts": chainProgram(10) });
    const { folder: cwd } = project;
    const compile = { args: [cli, "compile", "pipeline.ts", "--out", "out"], cwd };
    const times = await timeInterleaved(
      {
        compile,
        ten: { args: [cli, "compile", "ten.ts", "--out", "ten"], cwd },
        node: { args: ["-e", "0"], cwd },
      },
      11,
    );
    const facts = manifestFacts(readFileSync(join(cwd, "out/chain.yaml"), "utf8"));
    return [
      result("compile-1600", times.compile, { limitSeconds: 0.3 }, await peakMemory(compile)),
      result("compile-1600/to ten tasks", times.compile, { name: "ten tasks", times: times.ten }),
      result("compile-1600/to an empty Node", times.compile, { name: "node -e 0", times: times.node }),
      counted("compile-1600/tasks in the manifest", facts.callsOf("add"), "tasks", { name: "tasks", value: numTasks }),
    ];
  },
};
