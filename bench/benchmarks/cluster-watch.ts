import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Benchmark, Result } from "../benchmark.ts";
import { runCommand } from "../measure/command.ts";
import { counted, result } from "../measure/result.ts";
import { cli, workspaceOf } from "../measure/workspace.ts";

const numNodes = 5000;
const numUpdates = 50;
const pauseMilliseconds = 100;
const rounds = 3;
/** What a laptop gives to a terminal in the background. */
const limits = { memoryMiB: 512, cpuSeconds: 15 };

export const clusterWatch: Benchmark = {
  name: "cluster-watch",
  question: `a workflow of ${numNodes.toLocaleString("en")} nodes, packed as Argo packs them, is watched through ${numUpdates} changes: memory and processor time of the client`,
  run: async () => {
    const server = createServer(({ url = "" }, response) => {
      if (url.includes("watch=1")) return void sendUpdates(response);
      response.setHeader("content-type", "application/json");
      const name = url.split("?")[0]?.split("/").at(-1);
      response.end(JSON.stringify(name === "large" ? workflowAt(0) : { gitVersion: "v1.35.4", metadata: { name } }));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as { readonly port: number };
    using project = workspaceOf({});
    const { folder: cwd } = project;
    const kubeconfig = join(cwd, "kubeconfig");
    writeFileSync(kubeconfig, JSON.stringify(configOf(`http://127.0.0.1:${port}`)));
    const seen: { readonly seconds: number; readonly memoryMiB: number }[] = [];
    try {
      for (let round = 0; round < rounds; round++) {
        let cpuSeconds = 0;
        let memoryMiB = 0;
        await runCommand({ args: [cli, "watch", "large", "--json", "--kubeconfig", kubeconfig], cwd }, (pid) => {
          const timer = setInterval(() => {
            cpuSeconds = processorTime(pid) ?? cpuSeconds;
            memoryMiB = mostMemory(pid) ?? memoryMiB;
          }, 20);
          return () => clearInterval(timer);
        });
        seen.push({ seconds: cpuSeconds, memoryMiB });
      }
    } finally {
      server.closeAllConnections();
      server.close();
    }
    const seconds = seen.map((one) => one.seconds).sort((a, b) => a - b);
    const memory = Math.max(...seen.map((one) => one.memoryMiB));
    const times = { median: seconds[Math.floor(rounds / 2)]!, min: seconds[0]! };
    return [
      result("cluster-watch/processor time", times, { limitSeconds: limits.cpuSeconds }),
      counted("cluster-watch/most memory", Math.round(memory), "MiB", { limit: limits.memoryMiB }),
    ] satisfies readonly Result[];
  },
};

async function sendUpdates(response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "application/json" });
  for (let update = 1; update <= numUpdates; update++) {
    await new Promise((done) => setTimeout(done, pauseMilliseconds));
    response.write(`${JSON.stringify({ type: "MODIFIED", object: workflowAt(update) })}\n`);
  }
  response.end();
}

/** With each update some more of the steps have ended, and as many run. */
function workflowAt(update: number): object {
  const share = numNodes / numUpdates;
  const numEnded = update * share;
  const time = (seconds: number): string =>
    new Date(Date.UTC(2026, 10, 23, 3) + seconds * 1000).toISOString().replace(".000Z", "Z");
  const nodes = Array.from({ length: Math.min(numNodes, numEnded + share) }, (_, index) => {
    const isEnded = index < numEnded;
    const node = {
      ...{
        id: `large-${index}`,
        name: `large.step(${index}:${index})`,
        displayName: `step(${index}:${index})`,
        type: "Pod",
        templateName: "step",
        boundaryID: "large",
      },
      phase: isEnded ? "Succeeded" : "Running",
      startedAt: time(index),
      inputs: { parameters: [{ name: "index", value: String(index) }] },
      ...(isEnded && { finishedAt: time(index + 60), outputs: { exitCode: "0", parameters: [{ name: "loss", value: "0.5" }] } }),
    };
    return [node.id, node];
  });
  const isOver = update === numUpdates;
  const root = {
    id: "large",
    name: "large",
    displayName: "large",
    type: "DAG",
    phase: isOver ? "Succeeded" : "Running",
    startedAt: time(0),
  };
  const packed = gzipSync(JSON.stringify({ ...Object.fromEntries(nodes), large: root }), { level: 1 }).toString("base64");
  return {
    metadata: {
      name: "large",
      namespace: "default",
      uid: "large-uid-1",
      resourceVersion: String(update + 1),
      creationTimestamp: time(0),
    },
    spec: {},
    status: { phase: isOver ? "Succeeded" : "Running", compressedNodes: packed },
  };
}

const configOf = (server: string) => ({
  ...{ apiVersion: "v1", kind: "Config", "current-context": "bench" },
  clusters: [{ name: "bench", cluster: { server, "insecure-skip-tls-verify": true } }],
  users: [{ name: "bench", user: {} }],
  contexts: [{ name: "bench", context: { cluster: "bench", user: "bench" } }],
});

/** Seconds that a process has worked, its threads together; Linux counts in hundredths. */
function processorTime(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  return fields.length < 13 ? undefined : (Number(fields[11]) + Number(fields[12])) / 100;
}

function mostMemory(pid: number): number | undefined {
  const [, kiB] = /^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? "") ?? [];
  return kiB === undefined ? undefined : Number(kiB) / 1024;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined; // it has ended
  }
}
