import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Benchmark, Result } from "../benchmark.ts";
import { result } from "../measure/result.ts";
import { cli, workspace } from "../measure/workspace.ts";

/** Verbs that speak to a cluster, as they are called. */
const verbs: Readonly<Record<string, readonly string[]>> = {
  plan: ["plan", "examples/taxi/pipeline.ts"],
  apply: ["apply", "examples/taxi/pipeline.ts", "--allow-unbuilt"],
  delete: ["delete", "taxi-retrain", "--yes"],
  doctor: ["doctor"],
};
const rounds = 9;
const limitSeconds = 0.5;

export const verbStart: Benchmark = {
  name: "verb-start",
  question: "from the start of a verb to its first request to the cluster",
  run: async () => {
    using project = workspace("examples/taxi");
    const heard: { at: () => void } = { at: () => undefined };
    const server = createServer((_request, response) => {
      heard.at();
      response.writeHead(401).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const kubeconfig = join(project.folder, "kubeconfig");
    const { port } = server.address() as AddressInfo;
    const cluster = { server: `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true };
    writeFileSync(
      kubeconfig,
      JSON.stringify({
        "current-context": "c",
        clusters: [{ name: "c", cluster }],
        users: [{ name: "u", user: { token: "t" } }],
        contexts: [{ name: "c", context: { cluster: "c", user: "u" } }],
      }),
    );
    try {
      const results: Result[] = [];
      for (const [name, args] of Object.entries(verbs)) {
        const seconds: number[] = [];
        for (let round = 0; round < rounds; round++) {
          const begun = performance.now();
          const first = Promise.withResolvers<number>();
          heard.at = () => first.resolve((performance.now() - begun) / 1000);
          const child = spawn(process.execPath, [cli, ...args, "--kubeconfig", kubeconfig], {
            cwd: project.folder,
            stdio: "ignore",
          });
          child.once("exit", () => first.reject(new Error(`${name} has ended without a request`)));
          seconds.push(await first.promise);
          await once(child, "exit");
        }
        seconds.sort((a, b) => a - b);
        results.push(
          result(`verb-start/${name}`, { median: seconds[Math.floor(rounds / 2)]!, min: seconds[0]! }, { limitSeconds }),
        );
      }
      return results;
    } finally {
      server.close();
    }
  },
};
