import type { Benchmark } from "../benchmark.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { result } from "../measure/result.ts";
import { cli, workspaceOf } from "../measure/workspace.ts";
import { chainProgram } from "../programs/chain-program.ts";

/** Starts Node ten times, one after the other, and does nothing in it: what ten processes cost at the least. */
const tenNodes = `
import { spawnSync } from "node:child_process";
for (let step = 0; step < 10; step++) spawnSync(process.execPath, ["-e", "0"]);`;

export const runChain: Benchmark = {
  name: "run-chain",
  question: "a chain of ten trivial steps, a process each",
  run: async () => {
    using project = workspaceOf({ "chain.ts": chainProgram(10) });
    const run = { args: [cli, "run", "chain.ts"], cwd: project.folder };
    const empty = { args: ["--input-type=module", "-e", tenNodes], cwd: project.folder };
    const { whole, nodes } = await timeInterleaved({ whole: run, nodes: empty }, 7);
    return [
      result("run-chain", whole, { limitSeconds: 0.8 }, await peakMemory(run)),
      result("run-chain/to ten empty Nodes", whole, { name: "ten empty Nodes", times: nodes }),
      result("run-chain/ten empty Nodes", nodes),
    ];
  },
};
