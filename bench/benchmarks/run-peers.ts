import { readFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import type { Benchmark, Result } from "../benchmark.ts";
import type { Command } from "../measure/command.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { peersFolder, pythonPeers } from "../measure/python-peers.ts";
import { result } from "../measure/result.ts";
import { cli, workspaceOf } from "../measure/workspace.ts";
import { chainProgram } from "../programs/chain-program.ts";

/** The peers' programs of the same names are in bench/peers. */
const shapes = ["parallel", "loop", "chain"] as const;
const pipelines = resolve(import.meta.dirname, "../pipelines");

export const runPeers: Benchmark = {
  name: "run-peers",
  question:
    "three steps of a second, a loop of four, a chain of ten trivial ones, run here by Kubeflow Pipelines and Metaflow too",
  run: async () => {
    const found = await pythonPeers();
    if ("skipped" in found) return found;
    using project = workspaceOf({
      "parallel.ts": readFileSync(join(pipelines, "parallel.ts"), "utf8"),
      "loop.ts": readFileSync(join(pipelines, "loop.ts"), "utf8"),
      "chain.ts": chainProgram(10),
    });
    const { folder: cwd } = project;
    const python = (...args: readonly string[]): Command => ({
      program: found.python,
      args,
      cwd,
      // steps are started as "python", and Metaflow wants to know who runs it
      env: { PATH: `${dirname(found.python)}${delimiter}${process.env["PATH"] ?? ""}`, USERNAME: "bench" },
    });
    const results: Result[] = [];
    for (const shape of shapes) {
      const times = await timeInterleaved(
        {
          pipewright: { args: [cli, "run", `${shape}.ts`], cwd },
          kfp: python(join(peersFolder, "kfp", "run.py"), shape),
          metaflow: python(join(peersFolder, "metaflow", `${shape}.py`), "run"),
        },
        3,
      );
      results.push(result(`run-peers/${shape}`, times.pipewright));
      for (const peer of ["kfp", "metaflow"] as const) {
        const name = `${peer} ${found.versions[peer]}`;
        results.push(
          result(`run-peers/${shape} by ${name}`, times[peer]),
          result(`run-peers/${shape} to ${peer}`, times.pipewright, { name, times: times[peer] }),
        );
      }
    }
    return results;
  },
};
