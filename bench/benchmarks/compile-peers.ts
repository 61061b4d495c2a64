import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Benchmark, Result } from "../benchmark.ts";
import type { Command } from "../measure/command.ts";
import { type Times, timeInterleaved } from "../measure/interleaved.ts";
import { peersFolder, pythonPeers } from "../measure/python-peers.ts";
import { counted, result } from "../measure/result.ts";
import { cli, workspaceOf } from "../measure/workspace.ts";
import { chainProgram } from "../programs/chain-program.ts";

const smallFile = resolve(import.meta.dirname, "../pipelines/small.ts");
const chainTasks = 400;

/** What all of them compile; the peers' programs of the same name are in bench/peers. */
const programs = ["small", "chain"] as const;
const peers = ["kfp", "hera"] as const;
type Program = (typeof programs)[number];
type Tool = "pipewright" | (typeof peers)[number];

export const compilePeers: Benchmark = {
  name: "compile-peers",
  question: `the same small pipeline, and a chain of ${chainTasks} tasks, by Kubeflow Pipelines and Hera, whole processes`,
  run: async () => {
    const found = await pythonPeers();
    if ("skipped" in found) return found;
    using project = workspaceOf({ "small.ts": readFileSync(smallFile, "utf8"), "chain.ts": chainProgram(chainTasks) });
    const { folder: cwd } = project;
    const commandOf = (tool: Tool, program: Program): Command =>
      tool === "pipewright"
        ? { args: [cli, "compile", `${program}.ts`, "--out", "pipewright"], cwd }
        : {
            program: found.python,
            args: [join(peersFolder, tool, `${program}.py`), `${tool}-${program}.yaml`, String(chainTasks)],
            cwd,
          };
    const results: Result[] = [];
    for (const program of programs) {
      const times: Readonly<Record<Tool, Times>> = await timeInterleaved(
        { pipewright: commandOf("pipewright", program), kfp: commandOf("kfp", program), hera: commandOf("hera", program) },
        7,
      );
      const ours = statSync(join(cwd, `pipewright/${program}.yaml`)).size;
      results.push(
        result(`compile-peers/${program}`, times.pipewright),
        counted(`compile-peers/${program}, output`, ours, "bytes"),
      );
      for (const peer of peers) {
        const theirs = readFileSync(join(cwd, `${peer}-${program}.yaml`)).length;
        const name = `${peer} ${found.versions[peer]}`;
        results.push(
          result(`compile-peers/${program} by ${name}`, times[peer]),
          result(`compile-peers/${program} to ${peer}`, times.pipewright, { name, times: times[peer] }),
          counted(`compile-peers/${program} by ${name}, output`, theirs, "bytes"),
          counted(`compile-peers/${program} to ${peer}, output`, ours, "bytes", { name, value: theirs }),
        );
      }
    }
    return results;
  },
};
