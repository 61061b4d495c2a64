import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Benchmark } from "../benchmark.ts";
import { runCommand } from "../measure/command.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { result } from "../measure/result.ts";
import { makeExamples } from "../statistics/make-examples.ts";

const root = resolve(import.meta.dirname, "../..");
const beside = join(import.meta.dirname, "../statistics");

export const statistics5m: Benchmark = {
  name: "statistics-5m",
  question: "statistics of 5 million rows x 16 columns, as its container runs it",
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), "pipewright-bench-"));
    try {
      return await measure(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measure(folder: string) {
  const examples = await makeExamples(join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "pipewright-bench"));
  mkdirSync(join(folder, "in"));
  symlinkSync(examples, join(folder, "in/examples"), "junction");
  const statements = join(folder, "statements.jsonl");
  const bundle = join(root, "dist/bundles/statistics.mjs");
  const env = { PIPEWRIGHT_IN: join(folder, "in"), PIPEWRIGHT_OUT: join(folder, "out") };
  const component = { args: [bundle], cwd: root, env };
  const duckDb = { args: [join(beside, "replay-sql.ts"), statements], cwd: root };
  await runCommand({
    ...component,
    args: ["--import", join(beside, "record-sql.ts"), bundle],
    env: { ...env, RECORD_SQL: statements },
  });
  const times = await timeInterleaved({ component, duckDb }, 3);
  return [
    result("statistics-5m", times.component, { name: "DuckDB alone", times: times.duckDb }, await peakMemory(component)),
    result("statistics-5m/DuckDB alone", times.duckDb, undefined, await peakMemory(duckDb)),
  ];
}
