import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark, Result } from "../benchmark.ts";
import { type Times, timeInterleaved } from "../measure/interleaved.ts";
import { manifestFacts } from "../measure/manifest-facts.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { counted, result } from "../measure/result.ts";
import { cli, workspaceOf } from "../measure/workspace.ts";
import { chainProgram } from "../programs/chain-program.ts";

const sizes = [1600, 10_000, 50_000] as const;
type Size = (typeof sizes)[number];

export const compile50000: Benchmark = {
  name: "compile-50000",
  question: "chains of 1,600, 10,000 and 50,000 tasks: whether time and memory grow as the tasks do, and Argo's limits are kept",
  run: async () => {
    using project = workspaceOf(Object.fromEntries(sizes.map((size) => [`chain-${size}.ts`, chainProgram(size)])));
    const { folder: cwd } = project;
    const compile = (size: number) => ({ args: [cli, "compile", `chain-${size}.ts`, "--out", `out-${size}`], cwd });
    const times = await timeInterleaved<`${Size}`>(
      { "1600": compile(1600), "10000": compile(10_000), "50000": compile(50_000) },
      5,
    );
    const memory = new Map<number, number | undefined>();
    for (const size of sizes) memory.set(size, await peakMemory(compile(size)));
    return [
      ...sizes.map((size) => timed(size, times[`${size}`], memory.get(size))),
      growth("time", (size) => times[`${size}`].median),
      ...(memory.get(1600) === undefined ? [] : memoryResults((size) => memory.get(size) ?? Number.NaN)),
      ...sizes.flatMap((size) => limits(size, readFileSync(join(cwd, `out-${size}/chain.yaml`), "utf8"))),
    ];
  },
};

function timed(size: number, times: Times, peakMiB: number | undefined): Result {
  return result(`compile-50000/${shown(size)} tasks`, times, size === 50_000 ? { limitSeconds: 6 } : undefined, peakMiB);
}

function memoryResults(memoryOf: (size: Size) => number): readonly Result[] {
  return [counted("compile-50000/memory of 50,000", memoryOf(50_000), "MiB", { limit: 1024 }), growth("memory", memoryOf)];
}

/**
 * What a further task costs between 10,000 and 50,000, against what it costs between 1,600 and 10,000: 1 when the growth is linear,
 * whatever starting the process costs; some 5 when it is quadratic.
 */
function growth(of: string, at: (size: Size) => number): Result {
  const perTask = (from: Size, to: Size) => (at(to) - at(from)) / (to - from);
  const ratio = perTask(10_000, 50_000) / perTask(1600, 10_000);
  return counted(`compile-50000/growth of ${of}, 1 is linear`, ratio, "times");
}

/** What Argo and Kubernetes would refuse, whatever the time it took. */
function limits(size: number, text: string): readonly Result[] {
  const facts = manifestFacts(text);
  const one = (fact: string) => `compile-50000/${shown(size)}: ${fact}`;
  return [
    counted(one("tasks there"), facts.callsOf("add"), "tasks", { name: "what was asked", value: size }),
    counted(one("objects"), facts.numObjects, "objects"),
    counted(one("largest object"), facts.largestBytes, "bytes", { limit: 2 ** 20 }),
    counted(one("templates of one object"), facts.mostTemplates, "templates", { limit: 200 }),
    counted(one("tasks of one DAG"), facts.mostTasks, "tasks", { limit: 200 }),
  ];
}

const shown = (size: number) => size.toLocaleString("en");
