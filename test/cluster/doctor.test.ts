import { describe, expect, it } from "vitest";
import type { Check } from "../../cluster/doctor/check.ts";
import { verdict } from "../../cluster/doctor/train-on-gpu.ts";
import { pipewright } from "../helpers/cli.ts";
import { describeWithApiserver } from "./with-apiserver.ts";

const registry = "registry.example/team";

describeWithApiserver("doctor against a real API server", (at) => {
  const flags = (namespace: string) => ["--kubeconfig", at().server.kubeconfig, "--namespace", namespace, "--registry", registry];
  const checksOf = async (...args: readonly string[]): Promise<ReadonlyMap<string, Check>> => {
    const { stdout } = await pipewright(["doctor", "--json", ...args]);
    const checks = JSON.parse(stdout) as readonly Check[];
    return new Map(checks.filter(({ where }) => where === "cluster").map((one) => [one.about, one]));
  };

  it("finds what an empty namespace lacks, each with how to mend it, and ends with 1", async () => {
    await at().ask("POST", "/api/v1/namespaces", { metadata: { name: "empty" } });
    const { code, stdout, stderr } = await pipewright(["doctor", ...flags("empty")]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "cluster admin, namespace empty\n" });
    expect(stdout.slice(stdout.indexOf("The cluster"))).toBe(`The cluster
  ok   Kubernetes: v1.35.4 at ${at().server.url}
  ok   Argo: 4.1, by its CRDs
  ok   Argo's CRDs: full: a wrong field is refused when it is applied
  ?    Controller: no Deployment of it can be seen
  ok   Namespace: empty
  warn Pod security: any pod may run, also one that can do everything on its node
       → Pods of pipelines pass the strictest level: kubectl label namespace empty pod-security.kubernetes.io/enforce=restricted
  ok   Your rights: apply, prune, submit, watch and logs in namespace empty
  fail Service account: "default" may not create and patch workflowtaskresults.argoproj.io: every step would end in an error
       → pipewright init --cluster writes the Role and the RoleBinding.
  fail Nodes: the cluster has none: no pod can run
       → Add one, or let an autoscaler add them when they are wanted.
  ok   Queues: Kueue is not installed; steps that name a queue would run at once
  fail Image pulls: there is no service account "default"
       → kubectl create serviceaccount default --namespace empty

3 failed, ${/(\d+) to look at\.\n$/.exec(stdout)?.[1]} to look at.
`);
  });

  it("finds a namespace that has everything in order", async () => {
    const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
    await at().ask("POST", "/api/v1/namespaces", { metadata: { name: "ready", labels } });
    const auths = Buffer.from(JSON.stringify({ auths: { "registry.example": { auth: "c2VjcmV0LXdvcmQ=" } } })).toString("base64");
    await at().ask("POST", "/api/v1/namespaces/ready/secrets", {
      metadata: { name: "pull" },
      type: "kubernetes.io/dockerconfigjson",
      data: { ".dockerconfigjson": auths },
    });
    await at().ask("POST", "/api/v1/namespaces/ready/serviceaccounts", {
      metadata: { name: "default" },
      imagePullSecrets: [{ name: "pull" }],
    });
    const rbac = "/apis/rbac.authorization.k8s.io/v1/namespaces/ready";
    const rules = [{ apiGroups: ["argoproj.io"], resources: ["workflowtaskresults"], verbs: ["create", "patch"] }];
    await at().ask("POST", `${rbac}/roles`, { metadata: { name: "executor" }, rules });
    await at().ask("POST", `${rbac}/rolebindings`, {
      metadata: { name: "executor" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "executor" },
      subjects: [{ kind: "ServiceAccount", name: "default", namespace: "ready" }],
    });
    const node = { metadata: { name: "one", labels: { "nvidia.com/gpu.product": "NVIDIA-L4" } } };
    await at().ask("POST", "/api/v1/nodes", node);
    await at().ask("PATCH", "/api/v1/nodes/one/status", { status: { allocatable: { "nvidia.com/gpu": "2", cpu: "8" } } });
    await at().ask("POST", "/api/v1/namespaces", { metadata: { name: "argo" } });
    const of = { app: "workflow-controller" };
    const containers = [{ name: "c", image: "quay.io/argoproj/workflow-controller:v4.1.2" }];
    const deployments = "/apis/apps/v1/namespaces/argo/deployments";
    await at().ask("POST", deployments, {
      metadata: { name: "workflow-controller" },
      spec: { selector: { matchLabels: of }, template: { metadata: { labels: of }, spec: { containers } } },
    });
    await at().ask("PATCH", `${deployments}/workflow-controller/status`, {
      status: { replicas: 1, readyReplicas: 1, availableReplicas: 1 },
    });
    const settings = { artifactRepository: "s3: {bucket: runs}\n", persistence: "archive: true\n", parallelism: "20" };
    await at().ask("POST", "/api/v1/namespaces/argo/configmaps", {
      metadata: { name: "workflow-controller-configmap" },
      data: settings,
    });
    const checks = await checksOf(...flags("ready"));
    expect(Object.fromEntries([...checks].map(([about, { status, says }]) => [about, `${status}: ${says}`]))).toEqual({
      Kubernetes: `ok: v1.35.4 at ${at().server.url}`,
      Argo: "ok: 4.1.2, by the image of its controller",
      "Argo's CRDs": "ok: full: a wrong field is refused when it is applied",
      Controller: "ok: runs in namespace argo",
      "Artifact repository": 'ok: s3 "runs", by the controller\'s settings',
      Archive: "ok: ended runs are kept in a database",
      Limits: "ok: 20 runs at a time",
      Namespace: 'ok: ready, pods have to be "restricted"',
      "Your rights": "ok: apply, prune, submit, watch and logs in namespace ready",
      "Service account": 'ok: "default" may tell the results of steps',
      Nodes: "ok: 1 can be seen",
      GPUs: "ok: 2 × nvidia.com/gpu (NVIDIA-L4)",
      Queues: "ok: Kueue is not installed; steps that name a queue would run at once",
      "Image pulls": 'ok: "default" has a login for registry.example',
    });
    const elsewhere = await checksOf(...flags("ready").slice(0, -1), "other.example/team");
    expect(elsewhere.get("Image pulls")).toMatchObject({
      status: "warn",
      says: '"default" has logins for registry.example, and images are in other.example',
    });
    await at().ask("DELETE", "/api/v1/nodes/one");
  });

  it("trains in a pod that is allowed where everything is restricted, reads what it said, and deletes it", async () => {
    const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
    await at().ask("POST", "/api/v1/namespaces", { metadata: { name: "gpu", labels } });
    await at().ask("POST", "/api/v1/nodes", { metadata: { name: "gpu-node" } });
    await at().ask("PATCH", "/api/v1/nodes/gpu-node/status", { status: { allocatable: { "nvidia.com/gpu": "1" } } });
    const pods = "/api/v1/namespaces/gpu/pods";
    const training = checksOf(...flags("gpu"), "--gpu", "--image", "registry.example/train:1");
    let name = "";
    while (name === "") {
      name = (await at().ask("GET", pods)).body.items[0]?.metadata.name ?? "";
      await new Promise((again) => setTimeout(again, 100));
    }
    const message = JSON.stringify({ losses: [4, 2, 1], device: "gpu" });
    await at().ask("PATCH", `${pods}/${name}/status`, {
      status: { phase: "Succeeded", containerStatuses: [{ ...container, state: { terminated: { exitCode: 0, message } } }] },
    });
    expect((await training).get("Training on a GPU")).toMatchObject({ status: "ok", says: "3 steps, loss 4.00 → 1.00" });
    const left = (await at().ask("GET", pods)).body.items as readonly { readonly metadata: object }[];
    expect(left.filter(({ metadata }) => !("deletionTimestamp" in metadata))).toEqual([]);
    await at().ask("DELETE", "/api/v1/nodes/gpu-node");
  });

  it("tries no training where no node has a GPU", async () => {
    const checks = await checksOf(...flags("default"), "--gpu", "--image", "registry.example/train:1");
    expect(checks.get("Training on a GPU")).toMatchObject({
      status: "fail",
      says: "no node has nvidia.com/gpu: nothing was tried",
    });
    expect((await at().ask("GET", "/api/v1/namespaces/default/pods")).body.items).toEqual([]);
  });

  it("says what keeps it from the cluster as a check that failed", async () => {
    const { code, stdout } = await pipewright(["doctor", "--kubeconfig", "/no/file"]);
    expect(code).toBe(1);
    expect(stdout).toContain("  fail Cluster: There is no kubeconfig: /no/file (--kubeconfig) is not there.\n");
    const local = await pipewright(["doctor", "--local", "--json", "--registry", registry]);
    const names = (JSON.parse(local.stdout) as readonly Check[]).map(({ about }) => about);
    expect(names).toEqual(["Node", "Container engine", "Sandbox", "Registry"]);
  });
});

const container = { name: "main", image: "i", imageID: "", ready: false, restartCount: 0 };

describe("what a training pod says", () => {
  const ended = (message: string, phase = "Succeeded") =>
    verdict({ phase, containerStatuses: [{ state: { terminated: { message } } }] }, "i");

  it.each([
    [JSON.stringify({ losses: [4, 1], device: "cpu" }), "2 steps, loss 4.00 → 1.00, but on the processor"],
    [JSON.stringify({ losses: [1, 4], device: "gpu" }), "2 steps, loss 1.00 → 4.00: it does not learn"],
    [JSON.stringify({ problem: "Cannot find module" }), "Cannot find module"],
    ["", "the pod ended without a word: Failed"],
  ])("%s is a failure", (message, says) => expect(ended(message, "Failed")).toMatchObject({ status: "fail", says }));

  it("an image that can't be pulled ends the waiting; a pod that waits for a node does not", () => {
    const waiting = { reason: "ImagePullBackOff", message: "no such image" };
    expect(verdict({ phase: "Pending", containerStatuses: [{ state: { waiting } }] }, "i")?.says).toBe(
      "the image i can't be pulled: no such image",
    );
    expect(verdict({ phase: "Pending" }, "i")).toBeUndefined();
  });
});
