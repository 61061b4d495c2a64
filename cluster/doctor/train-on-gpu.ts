import { sleep } from "../kube-client.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { nodesOf } from "../plan/find-devices.ts";
import { getObject } from "../plan/plan-objects.ts";
import { pathOf } from "../resource-kinds.ts";
import type { KubeObject } from "../watch-object.ts";
import { type Check, fail, ok } from "./check.ts";

const podKind = { group: "", version: "v1", kind: "Pod", resource: "pods", isNamespaced: true };
const about = "Training on a GPU";
const resource = "nvidia.com/gpu";
/** Nodes that are added and images of gigabytes take their time. */
const patienceSeconds = 900;
const everySeconds = 2;

/**
 * A line through noisy points, learnt in ten steps. The last words of the pod are its termination message, which is in its status: no log has to
 * be read for it.
 */
const program = `
const { writeFileSync } = require("node:fs");
const say = (value) => writeFileSync("/dev/termination-log", JSON.stringify(value));
const { createRequire } = require("node:module");
const load = (name) => createRequire("/app/main.mjs")(name);
try {
  const tf = load("@tensorflow/tfjs-node-gpu");
  const x = tf.linspace(-1, 1, 64).reshape([64, 1]);
  const y = x.mul(3).add(1);
  const w = tf.variable(tf.scalar(0)), b = tf.variable(tf.scalar(0));
  const loss = () => x.mul(w).add(b).sub(y).square().mean();
  const optimizer = tf.train.sgd(0.3);
  const losses = [];
  for (let step = 0; step < 10; step++) losses.push(optimizer.minimize(loss, true).dataSync()[0]);
  say({ losses, device: tf.backend().isUsingGpuDevice === true ? "gpu" : "cpu" });
  if (!(losses[9] < losses[0])) process.exitCode = 1;
} catch (error) { say({ problem: String(error.message).slice(0, 500) }); process.exitCode = 1; }
`;

interface PodStatus {
  readonly phase?: string;
  readonly message?: string;
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
  readonly containerStatuses?: readonly {
    readonly state?: {
      readonly waiting?: { readonly reason?: string; readonly message?: string };
      readonly terminated?: { readonly exitCode?: number; readonly reason?: string; readonly message?: string };
    };
  }[];
}

export interface TrainOptions {
  readonly patienceSeconds?: number;
  readonly everySeconds?: number;
}

/** Trains ten steps in a pod with one GPU, which is deleted again. @throws ApiError, ConnectionError */
export async function trainOnGpu(
  { client, namespace }: OpenCluster,
  image: string,
  { patienceSeconds: patience = patienceSeconds, everySeconds: every = everySeconds }: TrainOptions = {},
): Promise<Check> {
  const nodes = await nodesOf(client).catch(() => undefined);
  if (nodes !== undefined && !nodes.some(({ devices }) => (devices[resource] ?? 0) > 0))
    return fail(
      about,
      `no node has ${resource}: nothing was tried`,
      "Look whether the device plugin is installed: pipewright doctor tells what nodes have.",
    );
  const made = await client.ask<KubeObject>({
    method: "POST",
    path: pathOf(podKind, namespace),
    body: JSON.stringify(podOf(image)),
  });
  const name = made.metadata.name ?? "";
  try {
    for (const until = Date.now() + patience * 1000; Date.now() < until; await sleep(every * 1000, undefined)) {
      const pod = await getObject({ client, kind: podKind, namespace, name });
      if (pod === undefined) return fail(about, "somebody has deleted the pod");
      const found = verdict((pod["status"] ?? {}) as PodStatus, image);
      if (found !== undefined) return found;
    }
    const pod = await getObject({ client, kind: podKind, namespace, name });
    return fail(about, `the pod did not end in ${patience} s: ${whyPending((pod?.["status"] ?? {}) as PodStatus)}`);
  } finally {
    await client.ask({ method: "DELETE", path: pathOf(podKind, namespace, name), isRepeatable: true }).catch(() => undefined);
  }
}

function podOf(image: string): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { generateName: "pipewright-doctor-", labels: { "app.kubernetes.io/managed-by": "pipewright" } },
    spec: {
      restartPolicy: "Never",
      automountServiceAccountToken: false,
      activeDeadlineSeconds: patienceSeconds,
      securityContext: { runAsNonRoot: true, runAsUser: 8737, seccompProfile: { type: "RuntimeDefault" } },
      tolerations: [{ key: resource, operator: "Exists", effect: "NoSchedule" }],
      containers: [
        {
          name: "main",
          image,
          command: ["node", "-e", program],
          env: [{ name: "TF_FORCE_GPU_ALLOW_GROWTH", value: "true" }],
          resources: { limits: { [resource]: "1", memory: "4Gi" }, requests: { cpu: "1", memory: "2Gi" } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true },
        },
      ],
    },
  };
}

/** What a pod's status says; nothing while it goes on. */
export function verdict({ phase, message, containerStatuses = [] }: PodStatus, image: string): Check | undefined {
  const { waiting, terminated } = containerStatuses[0]?.state ?? {};
  if (/^(ErrImagePull|ImagePullBackOff|InvalidImageName)$/.test(waiting?.reason ?? ""))
    return fail(
      about,
      `the image ${image} can't be pulled: ${waiting?.message ?? waiting?.reason}`,
      "pipewright doctor --service-account NAME looks at its logins.",
    );
  if (phase !== "Succeeded" && phase !== "Failed") return undefined;
  const said = parsed(terminated?.message);
  if (said.problem !== undefined)
    return fail(about, said.problem, "The image has to be of a GPU step: pipewright build makes it.");
  if (said.losses === undefined) return fail(about, `the pod ended without a word: ${message ?? terminated?.reason ?? phase}`);
  const [first = 0, last = 0] = [said.losses[0], said.losses.at(-1)];
  const words = `${said.losses.length} steps, loss ${first.toPrecision(3)} → ${last.toPrecision(3)}`;
  if (said.device !== "gpu")
    return fail(about, `${words}, but on the processor`, "The driver of the node, or its libraries in the image, do not fit.");
  return last < first ? ok(about, words) : fail(about, `${words}: it does not learn`);
}

function parsed(text = ""): { readonly losses?: readonly number[]; readonly device?: string; readonly problem?: string } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}

const whyPending = ({ phase = "Pending", conditions = [] }: PodStatus): string =>
  conditions.find(({ type, status }) => type === "PodScheduled" && status === "False")?.message ?? phase;
