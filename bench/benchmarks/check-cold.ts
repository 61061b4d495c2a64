import { symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Benchmark } from "../benchmark.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { result } from "../measure/result.ts";
import { cli, workspace } from "../measure/workspace.ts";

const root = resolve(import.meta.dirname, "../..");

export const checkCold: Benchmark = {
  name: "check-cold",
  question: "check of examples/taxi with the author's own tsc, a whole process",
  run: async () => {
    using project = workspace("examples/taxi");
    const { folder: cwd } = project;
    for (const name of ["typescript", "@typescript", "@types"])
      symlinkSync(join(root, "node_modules", name), join(cwd, "node_modules", name), "junction");
    writeFileSync(
      join(cwd, "tsconfig.json"),
      JSON.stringify({ extends: join(root, "tsconfig.json"), include: ["examples"], exclude: [] }),
    );
    const check = { args: [cli, "check", "examples/taxi/pipeline.ts"], cwd };
    const tsc = { args: [join(root, "node_modules/typescript/bin/tsc"), "-p", "."], cwd };
    const times = await timeInterleaved({ check, tsc }, 9);
    return [
      result("check-cold", times.check, { limitSeconds: 1.5 }, await peakMemory(check)),
      result("check-cold/to tsc alone", times.check, { name: "tsc -p .", times: times.tsc }),
    ];
  },
};
