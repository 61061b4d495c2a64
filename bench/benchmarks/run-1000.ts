import type { Benchmark } from "../benchmark.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { ownMemory } from "../measure/peak-memory.ts";
import { counted, result } from "../measure/result.ts";
import { cli, workspaceOf } from "../measure/workspace.ts";
import { tinyStepsProgram } from "../programs/tiny-steps-program.ts";

const many = 1000;
const fewer = 250;

/** Starts as many Nodes, two at a time, and does nothing in them: what that many processes cost this machine at the least. */
const emptyNodes = (count: number) => `
import { spawn } from "node:child_process";
let left = ${count};
const next = () => left-- > 0 && spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }).once("close", next);
next();
next();`;

export const run1000: Benchmark = {
  name: "run-1000",
  question: `a loop of ${many} tiny steps, a process each: what a step costs beyond its work, and whether the runner grows`,
  run: async () => {
    using project = workspaceOf({ "many.ts": tinyStepsProgram(many), "fewer.ts": tinyStepsProgram(fewer) });
    const { folder: cwd } = project;
    const command = (file: string) => ({ args: [cli, "run", file, "--quiet"], cwd });
    const times = await timeInterleaved(
      {
        many: command("many.ts"),
        fewer: command("fewer.ts"),
        nodes: { args: ["--input-type=module", "-e", emptyNodes(many)], cwd },
      },
      1,
    );
    const perStep = ({ median }: { readonly median: number }, { median: less }: { readonly median: number }) =>
      (median - less) / (many - fewer);
    const step = perStep(times.many, times.fewer);
    const memory = await ownMemory(command("many.ts"));
    const quarter = Math.floor(memory.length / 4);
    return [
      result("run-1000", times.many, { name: `${many} empty Nodes`, times: times.nodes }),
      result("run-1000/per step", { median: step, min: step }),
      result(`run-1000/per empty Node`, { median: times.nodes.median / many, min: times.nodes.median / many }),
      ...(quarter === 0
        ? []
        : [
            counted(
              "run-1000/runner's own memory, last quarter of the run",
              Math.round(Math.max(...memory.slice(-quarter))),
              "MiB",
              {
                name: "the first quarter",
                value: Math.max(...memory.slice(0, quarter)),
              },
            ),
          ]),
    ];
  },
};
