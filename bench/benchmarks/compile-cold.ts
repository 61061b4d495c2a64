import type { Benchmark } from "../benchmark.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { result } from "../measure/result.ts";
import { cli, workspace } from "../measure/workspace.ts";

/** What a pipeline's module brings with it, loaded without the command line. */
const loadWords = 'await import("pipewright"); await import("pipewright/components");';

export const compileCold: Benchmark = {
  name: "compile-cold",
  question: "compile of examples/taxi that was compiled before, a whole process",
  run: async () => {
    using project = workspace("examples/taxi");
    const { folder: cwd } = project;
    const compile = { args: [cli, "compile", "examples/taxi/pipeline.ts", "--stdout"], cwd };
    const module = (code: string) => ({ args: ["--input-type=module", "-e", code], cwd });
    const times = await timeInterleaved(
      {
        compile,
        node: { args: ["-e", "0"], cwd },
        version: { args: [cli, "--version"], cwd },
        zod: module('await import("zod");'),
        words: module(loadWords),
      },
      15,
    );
    const node = { name: "node -e 0", times: times.node };
    return [
      result("compile-cold", times.compile, { limitSeconds: 0.15 }, await peakMemory(compile)),
      result("compile-cold/to an empty Node", times.compile, node),
      result("compile-cold/node -e 0", times.node),
      result("compile-cold/the command alone", times.version, node),
      result("compile-cold/zod alone", times.zod, node),
      result("compile-cold/words, components", times.words, node),
    ];
  },
};
