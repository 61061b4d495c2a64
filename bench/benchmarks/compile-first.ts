import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark } from "../benchmark.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { result } from "../measure/result.ts";
import { cli, workspace } from "../measure/workspace.ts";

export const compileFirst: Benchmark = {
  name: "compile-first",
  question: "compile of examples/taxi that was never seen: its source is parsed and followed, beside the loading",
  run: async () => {
    using project = workspace("examples/taxi");
    const { folder: cwd } = project;
    const forget = (path: string) => () => rmSync(join(cwd, path), { recursive: true, force: true });
    const args = [cli, "compile", "examples/taxi/pipeline.ts", "--stdout"];
    const first = { args, cwd, before: forget(".pipewright/cache/source") };
    const times = await timeInterleaved(
      { first, seen: { args, cwd }, nothing: { args, cwd, before: forget(".pipewright") } },
      11,
    );
    return [
      result("compile-first", times.first, { limitSeconds: 0.5 }, await peakMemory(first)),
      result("compile-first/to a file that was seen", times.first, { name: "seen", times: times.seen }),
      result("compile-first/components never bundled either", times.nothing),
    ];
  },
};
