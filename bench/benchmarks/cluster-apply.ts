import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { applyPlan } from "../../cluster/apply/apply-plan.ts";
import { KubeClient } from "../../cluster/kube-client.ts";
import type { OpenCluster } from "../../cluster/open-cluster.ts";
import { planCluster } from "../../cluster/plan/cluster-plan.ts";
import { readKubeconfig } from "../../cluster/read-kubeconfig.ts";
import type { KubeObject } from "../../cluster/watch-object.ts";
import { defaultTarget } from "../../compiler/targets/targets.ts";
import { type KubeApiServer, kubeApiserverProgram, startKubeApiserver } from "../../test/helpers/kube-apiserver.ts";
import type { Benchmark, Result } from "../benchmark.ts";
import type { Times } from "../measure/interleaved.ts";
import { counted, result } from "../measure/result.ts";

const numObjects = 200;
const pipeline = "large";
const rounds = 3;

export const clusterApply: Benchmark = {
  name: "cluster-apply",
  question: "plan and apply of a pipeline of 200 objects against an API server on this machine: time and requests",
  run: async () => {
    const program = await kubeApiserverProgram();
    if (program.missing !== undefined) return { skipped: program.missing };
    const server = await startKubeApiserver(program.file);
    try {
      const { config, context, namespace } = await readKubeconfig({ kubeconfig: server.kubeconfig });
      let requests = 0;
      const login: ConstructorParameters<typeof KubeClient>[0]["login"] = async (options) => {
        requests++;
        await config.applyToHTTPSOptions(options);
      };
      const client = new KubeClient({ server: server.url, login });
      const cluster: OpenCluster = { client, context, namespace, server: server.url, version: "v1" };
      const timed = async <T>(work: () => Promise<T>) => {
        requests = 0;
        const begun = performance.now();
        const value = await work();
        return { value, seconds: (performance.now() - begun) / 1000, requests };
      };
      const plan = (objects: readonly KubeObject[]) =>
        timed(() =>
          planCluster(cluster, objects, {
            pipeline,
            target: defaultTarget,
            needed: undefined,
            takesOver: false,
            prunes: true,
            now: 0,
          }),
        );
      const found = new Map<string, { readonly seconds: number; readonly requests: number }[]>();
      for (let round = 0; round < rounds; round++) {
        const first = await plan(objectsOf(round));
        const applied = await timed(() => applyPlan(cluster, first.value.steps, { pipeline, takesOver: false }));
        const again = await plan(objectsOf(round));
        if (again.value.changes.some(({ action }) => action !== "same")) throw new Error("apply twice has changed something");
        for (const [name, one] of [
          ["plan with changes", first],
          ["apply", applied],
          ["plan without changes", again],
        ] as const)
          found.set(name, [...(found.get(name) ?? []), one]);
      }
      const peer = kubectlTimes(server);
      return [...found].flatMap(([name, all]): readonly Result[] => {
        const seconds = all.map((one) => one.seconds).sort((a, b) => a - b);
        const times = { median: seconds[Math.floor(seconds.length / 2)]!, min: seconds[0]! };
        return [
          result(`cluster-apply/${name}`, times, peer && { name: "kubectl apply --server-side", times: peer }),
          counted(`cluster-apply/${name}, requests`, Math.max(...all.map((one) => one.requests)), "times"),
        ];
      });
    } finally {
      await server.stop();
    }
  },
};

/** The same objects by kubectl, which asks nothing beforehand and prunes nothing; undefined where there is none. */
function kubectlTimes({ kubeconfig, folder }: KubeApiServer): Times | undefined {
  const kubectl = (...args: readonly string[]) => spawnSync("kubectl", ["--kubeconfig", kubeconfig, ...args]).status === 0;
  if (!kubectl("create", "namespace", "peer")) return undefined;
  const file = join(folder, "peer.json");
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items: objectsOf(round) }));
    const begun = performance.now();
    if (!kubectl("apply", "--server-side", "--namespace", "peer", "-f", file)) throw new Error("kubectl has failed");
    seconds.push((performance.now() - begun) / 1000);
  }
  seconds.sort((a, b) => a - b);
  return { median: seconds[Math.floor(rounds / 2)]!, min: seconds[0]! };
}

/** Templates as large as those of a split pipeline; each version changes one step of each. */
function objectsOf(version: number): readonly KubeObject[] {
  const template = (index: number) => ({
    name: `step-${index}`,
    container: {
      image: `registry.example/step:${version}`,
      command: ["node", "/app/main.mjs"],
      env: [{ name: "INDEX", value: `${index}` }],
    },
  });
  const dag = {
    name: "main",
    dag: { tasks: Array.from({ length: 20 }, (_, index) => ({ name: `step-${index}`, template: `step-${index}` })) },
  };
  const spec = { entrypoint: "main", templates: [dag, ...Array.from({ length: 20 }, (_, index) => template(index))] };
  const one = (kind: string, name: string, itsSpec: object): KubeObject => ({
    apiVersion: "argoproj.io/v1alpha1",
    kind,
    metadata: { name, labels: { "pipewright.dev/pipeline": pipeline } },
    spec: itsSpec,
  });
  const templates = Array.from({ length: numObjects - 1 }, (_, index) => one("WorkflowTemplate", `${pipeline}-${index}`, spec));
  const cron = { schedules: ["0 3 * * *"], workflowSpec: { workflowTemplateRef: { name: `${pipeline}-0` } } };
  return [...templates, one("CronWorkflow", pipeline, cron)];
}
