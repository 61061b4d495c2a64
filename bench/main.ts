import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import type { Benchmark, Result } from "./benchmark.ts";
import { checkCold } from "./benchmarks/check-cold.ts";
import { clusterApply } from "./benchmarks/cluster-apply.ts";
import { clusterWatch } from "./benchmarks/cluster-watch.ts";
import { compile1600 } from "./benchmarks/compile-1600.ts";
import { compile50000 } from "./benchmarks/compile-50000.ts";
import { compileBytes } from "./benchmarks/compile-bytes.ts";
import { compileCold } from "./benchmarks/compile-cold.ts";
import { compileFirst } from "./benchmarks/compile-first.ts";
import { compilePeers } from "./benchmarks/compile-peers.ts";
import { imageFirst } from "./benchmarks/image-first.ts";
import { imageRebuild } from "./benchmarks/image-rebuild.ts";
import { imageStart } from "./benchmarks/image-start.ts";
import { interpret5000 } from "./benchmarks/interpret-5000.ts";
import { lintManifest } from "./benchmarks/lint-manifest.ts";
import { run1000 } from "./benchmarks/run-1000.ts";
import { runChain } from "./benchmarks/run-chain.ts";
import { runLoop } from "./benchmarks/run-loop.ts";
import { runParallel } from "./benchmarks/run-parallel.ts";
import { runPeers } from "./benchmarks/run-peers.ts";
import { runSeen } from "./benchmarks/run-seen.ts";
import { statistics5m } from "./benchmarks/statistics-5m.ts";
import { taxi } from "./benchmarks/taxi.ts";
import { types200 } from "./benchmarks/types-200.ts";
import { validateManifest } from "./benchmarks/validate-manifest.ts";
import { verbStart } from "./benchmarks/verb-start.ts";
import { watch } from "./benchmarks/watch.ts";
import { printTable } from "./print-table.ts";

const benchmarks: readonly Benchmark[] = [
  compileCold,
  compileFirst,
  checkCold,
  watch,
  types200,
  compile1600,
  compile50000,
  compileBytes,
  compilePeers,
  validateManifest,
  lintManifest,
  interpret5000,
  runParallel,
  runLoop,
  runChain,
  run1000,
  runPeers,
  runSeen,
  taxi,
  imageFirst,
  imageRebuild,
  imageStart,
  clusterApply,
  clusterWatch,
  verbStart,
  statistics5m,
];

const { values, positionals } = parseArgs({ options: { json: { type: "string" } }, allowPositionals: true });
const unknown = positionals.filter((name) => !benchmarks.some((one) => one.name === name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(", ")}; there are ${benchmarks.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

const results: Result[] = [];
console.log(`Node ${process.version}, ${availableParallelism()} cores. Median, (fastest run), most memory, ratio to a peer.`);
for (const { name, question, run } of benchmarks) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.log(`\n${name}: ${question}`);
  try {
    const measured = await run();
    if ("skipped" in measured) {
      console.log(`  skipped: ${measured.skipped}`);
      continue;
    }
    console.log(printTable(measured));
    results.push(...measured);
  } catch (error) {
    console.error(`  could not be measured: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
