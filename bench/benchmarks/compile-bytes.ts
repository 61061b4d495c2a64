import { statSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark } from "../benchmark.ts";
import { runCommand } from "../measure/command.ts";
import { counted } from "../measure/result.ts";
import { cli, workspaceOf } from "../measure/workspace.ts";
import { chainProgram } from "../programs/chain-program.ts";

export const compileBytes: Benchmark = {
  name: "compile-bytes",
  question: "bytes of YAML that a further task of a component that is there already adds to the manifest",
  run: async () => {
    using project = workspaceOf({ "chain-800.ts": chainProgram(800), "chain-1600.ts": chainProgram(1600) });
    const { folder: cwd } = project;
    const bytesOf = async (numTasks: number) => {
      await runCommand({ args: [cli, "compile", `chain-${numTasks}.ts`, "--out", `out-${numTasks}`], cwd });
      return statSync(join(cwd, `out-${numTasks}/chain.yaml`)).size;
    };
    const half = await bytesOf(800);
    const whole = await bytesOf(1600);
    return [
      counted("compile-bytes", (whole - half) / 800, "bytes", { limit: 160 }),
      counted("compile-bytes/800 tasks", half, "bytes"),
      counted("compile-bytes/1,600 tasks", whole, "bytes"),
    ];
  },
};
