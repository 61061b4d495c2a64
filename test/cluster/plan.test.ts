import { describe, expect, it } from "vitest";
import { openCluster } from "../../cluster/open-cluster.ts";
import { planCluster } from "../../cluster/plan/cluster-plan.ts";
import { fieldChanges } from "../../cluster/plan/field-changes.ts";
import { lackOf } from "../../cluster/plan/find-devices.ts";
import { findMissing } from "../../cluster/plan/find-missing.ts";
import { nextTimes } from "../../cluster/plan/next-times.ts";
import { referencesOf } from "../../cluster/plan/references.ts";
import { isOlder, versionFindings } from "../../cluster/plan/version-findings.ts";
import { ResourceKinds } from "../../cluster/resource-kinds.ts";
import type { CronWorkflow } from "../../compiler/argo/model.generated.ts";
import { behaviours } from "../../compiler/targets/behaviours.ts";
import { defaultTarget, targets } from "../../compiler/targets/targets.ts";
import { pipewright } from "../helpers/cli.ts";
import { describeWithApiserver } from "./with-apiserver.ts";

const nightly = "test/cluster/pipelines/nightly.ts";
const changed = "test/cluster/pipelines/nightly-changed.ts";

describeWithApiserver("plan against a real API server", (at) => {
  const namespaced = async (name: string): Promise<readonly string[]> => {
    await at().ask("POST", "/api/v1/namespaces", { metadata: { name } });
    return ["--kubeconfig", at().server.kubeconfig, "--namespace", name];
  };
  const secret = (namespace: string, data: Readonly<Record<string, string>>) =>
    at().ask("POST", `/api/v1/namespaces/${namespace}/secrets`, { metadata: { name: "warehouse" }, stringData: data });

  it("says what would be created, what is missing, what a run costs and when it starts; and changes nothing", async () => {
    const flags = await namespaced("first");
    const { code, stdout, stderr } = await pipewright(["plan", nightly, ...flags]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `cluster admin, namespace first
error secret-not-in-cluster
  Step "fetch-trips" reads Secret "warehouse", which namespace "first" does not have.
  help: kubectl create secret generic warehouse --namespace first --from-literal=KEY=VALUE, or apply it with --allow-missing when it comes later.

warning device-on-no-node
  Step "train" asks for 2 of "nvidia.com/gpu", and no node has any.
  help: A cluster that adds nodes when they are wanted may still make one. Else: look whether its device plugin is installed.

warning run-forbidden
  The service account "default" may not create or patch workflowtaskresults.argoproj.io, which the executor in each of its pods needs to tell the results of steps.
  help: Give it the right by a Role and a RoleBinding: pipewright init --cluster writes them.

1 error and 2 warnings. Why: pipewright explain secret-not-in-cluster
`,
    });
    expect(stdout).toMatch(/^\+ WorkflowTemplate nightly\n\+ CronWorkflow nightly\n\n2 to create\n/);
    expect(stdout).toContain("A run: 4 pods and 6 GPU-hours at most, every try counted\n");
    expect(stdout).toMatch(/Next starts: (\d{4}-\d\d-\d\d 0[23]:\d0:00, ){4}\S+ \S+ \(Europe\/Berlin\)\n/);
    expect(stdout).toContain("Kubernetes v1.35.4, Argo 4.1 with full CRDs\n");
    const { body } = await at().ask("GET", "/apis/argoproj.io/v1alpha1/namespaces/first/workflowtemplates");
    expect(body.items).toEqual([]);
  });

  it("says field by field, in the author's words, what another version changes, and ends with 2", async () => {
    const flags = await namespaced("second");
    await secret("second", { token: "x" });
    expect((await pipewright(["apply", nightly, ...flags])).code).toBe(0);
    const same = await pipewright(["plan", nightly, ...flags, "--exit-code"]);
    expect({ code: same.code, stdout: same.stdout.split("\n")[0] }).toEqual({ code: 0, stdout: "2 unchanged" });
    const { code, stdout } = await pipewright(["plan", changed, ...flags, "--exit-code"]);
    expect(code).toBe(2);
    expect(stdout.slice(0, stdout.indexOf("A run:"))).toBe(`~ WorkflowTemplate nightly
~ CronWorkflow nightly

~ schedule
    now runs at 0 4 * * *, not 30 2 * * *
~ step "train"
    memory limit: "2Gi" → "4Gi"
    memory request: "2Gi" → "4Gi"
+ step "fetch-later"
    waits for: train

2 to change
`);
    const markdown = await pipewright(["plan", changed, ...flags, "--markdown"]);
    expect(markdown.stdout).toContain("### Plan: `nightly` in cluster `admin`, namespace `second`\n\n**2 to change**\n");
    expect(markdown.stdout).toContain('- `~ step "train"`\n  - `memory limit: "2Gi" → "4Gi"`\n');
    const json = JSON.parse((await pipewright(["plan", changed, ...flags, "--json"])).stdout);
    expect(json.changes).toContainEqual({
      action: "change",
      kind: "CronWorkflow",
      name: "nightly",
      fields: [{ path: "spec.schedules[0]", before: '"30 2 * * *"', after: '"0 4 * * *"' }],
    });
    expect(json).toMatchObject({ cost: { pods: 5, gpuHours: 6, unknown: [] }, versions: { argo: "4.1", crds: "full" } });
  });

  it("names the keys that a Secret has, never what is in them, and a schedule that is paused", async () => {
    const flags = await namespaced("third");
    await secret("third", { tokn: "hunter2" });
    const { stdout, stderr } = await pipewright(["plan", nightly, ...flags]);
    expect(stderr).toContain('Step "fetch-trips" reads "token" of Secret "warehouse", which has "tokn".');
    expect(stdout + stderr).not.toContain("hunter2");
    expect(stdout + stderr).not.toContain(Buffer.from("hunter2").toString("base64"));
    await pipewright(["apply", nightly, ...flags, "--allow-missing"]);
    await at().ask("PATCH", "/apis/argoproj.io/v1alpha1/namespaces/third/cronworkflows/nightly", { spec: { suspend: true } });
    const paused = await pipewright(["plan", nightly, ...flags]);
    expect(paused.stderr).toContain(`warning schedule-is-suspended
  CronWorkflow "nightly" is suspended in context "admin": none of its next times starts a run.`);
    expect(paused.stdout).toContain("2 unchanged");
  });

  it("reads the version of a controller from its image, and refuses a target that is newer", async () => {
    const flags = await namespaced("fourth");
    await secret("fourth", { token: "x" });
    await at().ask("POST", "/api/v1/namespaces", { metadata: { name: "argo" } });
    const labels = { app: "workflow-controller" };
    const containers = [{ name: "c", image: "quay.io/argoproj/workflow-controller:v4.0.9" }];
    const path = "/apis/apps/v1/namespaces/argo/deployments";
    const made = await at().ask("POST", path, {
      metadata: { name: "workflow-controller" },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
    });
    expect(made.code).toBe(201);
    const { code, stderr, stdout } = await pipewright(["plan", nightly, ...flags]);
    await at().ask("DELETE", `${path}/workflow-controller`);
    expect(code).toBe(1);
    expect(stderr).toContain(`error argo-older-than-target
  The manifest is made for Argo 4.1, and context "admin" has 4.0 (the image of its controller).
  help: Compile for what is there: --target argo-4.0. Or update Argo.`);
    expect(stdout).toContain("Argo 4.0.9 with full CRDs");
  });

  it("counts what the service account may do, and devices of nodes that are there", async () => {
    const flags = await namespaced("fifth");
    await secret("fifth", { token: "x" });
    const rbac = "/apis/rbac.authorization.k8s.io/v1/namespaces/fifth";
    const rules = [{ apiGroups: ["argoproj.io"], resources: ["workflowtaskresults"], verbs: ["create", "patch"] }];
    await at().ask("POST", `${rbac}/roles`, { metadata: { name: "executor" }, rules });
    await at().ask("POST", `${rbac}/rolebindings`, {
      metadata: { name: "executor" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "executor" },
      subjects: [{ kind: "ServiceAccount", name: "default", namespace: "fifth" }],
    });
    await at().ask("POST", "/api/v1/nodes", { metadata: { name: "gpu-node" } });
    await at().ask("PATCH", "/api/v1/nodes/gpu-node/status", { status: { allocatable: { "nvidia.com/gpu": "1" } } });
    const few = await pipewright(["plan", nightly, ...flags]);
    expect(few.stderr).toContain('asks for 2 of "nvidia.com/gpu", and no node has so many.');
    await at().ask("PATCH", "/api/v1/nodes/gpu-node/status", { status: { allocatable: { "nvidia.com/gpu": "4" } } });
    const enough = await pipewright(["plan", nightly, ...flags]);
    expect(enough).toMatchObject({ code: 0, stderr: "cluster admin, namespace fifth\n" });
    await at().ask("DELETE", "/api/v1/nodes/gpu-node");
  });

  it("names everything that is missing, whatever kind it is of", async () => {
    await namespaced("sixth");
    const cluster = await openCluster({ kubeconfig: at().server.kubeconfig, namespace: "sixth" });
    const kinds = ["ConfigMap", "PersistentVolumeClaim", "ServiceAccount", "PriorityClass", "LocalQueue"] as const;
    const who = 'Step "a"';
    const own = [{ kind: "ConfigMap", metadata: { name: "own" }, data: { one: "1" } }];
    const ofOwn = [
      { kind: "ConfigMap", name: "own", key: "one", who },
      { kind: "ConfigMap", name: "own", key: "two", who },
    ] as const;
    const wanted = [...kinds.map((kind) => ({ kind, name: "x", who })), ...ofOwn];
    const { problems, unseen } = await findMissing(cluster, new ResourceKinds(cluster.client), wanted, own);
    expect(problems.map(({ message }) => message)).toEqual([
      'Step "a" reads ConfigMap "x", which namespace "sixth" does not have.',
      'Step "a" mounts the claim "x", which namespace "sixth" does not have.',
      'Step "a" runs as service account "x", which namespace "sixth" does not have.',
      'Step "a" has the priority class "x", which the cluster does not have.',
      'Step "a" waits in the queue "x", and namespace "sixth" has no LocalQueue of this name.',
      'Step "a" reads "two" of ConfigMap "own", which has "one".',
    ]);
    expect(unseen).toEqual([]);
  });

  it("tells of a kind that the cluster does not know, and of an object that its schema refuses", async () => {
    await namespaced("seventh");
    const cluster = await openCluster({ kubeconfig: at().server.kubeconfig, namespace: "seventh" });
    const apiVersion = "argoproj.io/v1alpha1";
    const objects = [
      { apiVersion: "example.com/v1", kind: "Strange", metadata: { name: "s" } },
      { apiVersion, kind: "WorkflowTemplate", metadata: { name: "w" }, spec: { templates: [{ name: "m", suspnd: {} }] } },
    ];
    const options = { pipeline: "p", target: defaultTarget, needed: undefined, takesOver: false, prunes: true, now: 0 };
    const { findings } = await planCluster(cluster, objects, options);
    expect(findings.slice(0, 2).map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'kind-not-in-cluster: The cluster of context "admin" does not know the kind Strange of example.com/v1, which the pipeline has an object of.',
      expect.stringMatching(/^object-refused: The API server refuses to apply WorkflowTemplate "w": .*suspnd/),
    ]);
  });

  it("tells who may do nothing what may not be done, object by object", async () => {
    const flags = ["--kubeconfig", at().server.kubeconfig, "--context", "nobody"];
    const { code, stdout, stderr } = await pipewright(["plan", nightly, ...flags]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'You may not apply WorkflowTemplate "nightly" in namespace "default" of context "nobody": workflowtemplates.argoproj.io "nightly" is forbidden: ',
    );
    expect(stdout).toContain('Secret "warehouse", the devices of nodes, the rights of service accounts');
  });
});

describe("what a plan is made of", () => {
  it("compares objects without what the server writes by itself, items by their names", () => {
    const object = (image: string, generation: number) => ({
      metadata: { name: "x", generation, managedFields: [generation], annotations: { a: "1" } },
      spec: { templates: [{ name: "a" }, { name: "b", container: { image } }] },
    });
    expect(fieldChanges(object("one", 1), object("one", 2))).toEqual([]);
    expect(fieldChanges(object("one", 1), object("two", 2))).toEqual([
      { path: "spec.templates[b].container.image", before: '"one"', after: '"two"' },
    ]);
  });

  it("says the times of a schedule by the clocks of its zone, over the night in which an hour is missing", () => {
    const cron = { metadata: { name: "n" }, spec: { schedules: ["30 2 * * *"], timezone: "Europe/Berlin" } };
    const { times } = nextTimes(cron as unknown as CronWorkflow, Date.UTC(2026, 2, 27, 12), 3);
    expect(times).toEqual(["2026-03-28 02:30:00", "2026-03-30 02:30:00", "2026-03-31 02:30:00"]);
  });

  it("finds what steps refer to, and leaves out what may be missing and what the controller makes", () => {
    const templates = [
      {
        name: "a",
        container: {
          env: [
            { name: "P", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
            { name: "Q", valueFrom: { secretKeyRef: { name: "maybe", key: "k", optional: true } } },
            { name: "R", valueFrom: { configMapKeyRef: { name: "{{inputs.parameters.x}}", key: "k" } } },
          ],
          envFrom: [{ configMapRef: { name: "settings" } }],
        },
        volumes: [
          { name: "v", persistentVolumeClaim: { claimName: "data" } },
          { name: "s", secret: { secretName: "keys" } },
        ],
        metadata: { labels: { "kueue.x-k8s.io/queue-name": "gpus" } },
        memoize: { cache: { configMap: { name: "cache" } } },
        inputs: { artifacts: [{ s3: { accessKeySecret: { name: "store", key: "id" } } }] },
      },
    ];
    const spec = { serviceAccountName: "trainer", podPriorityClassName: "low", imagePullSecrets: [{ name: "pull" }], templates };
    const found = referencesOf([{ kind: "WorkflowTemplate", spec }]);
    expect(found.map(({ kind, name, key }) => [kind, name, key].filter(Boolean).join(" "))).toEqual([
      "ServiceAccount trainer",
      "PriorityClass low",
      "Secret pull",
      "Secret db password",
      "ConfigMap settings",
      "PersistentVolumeClaim data",
      "Secret keys",
      "LocalQueue gpus",
      "Secret store id",
    ]);
  });

  it("wants a device on a node with the labels that the step wants", () => {
    const wanted = { who: 'Step "t"', resource: "nvidia.com/gpu", count: 1, nodeSelector: { model: "l4" } };
    const node = (model: string) => ({ name: model, labels: { model }, devices: { "nvidia.com/gpu": 2 } });
    expect(lackOf(wanted, [node("l4")])).toEqual([]);
    expect(lackOf(wanted, [node("t4")])[0]?.message).toBe(
      'Step "t" asks for 1 of "nvidia.com/gpu", and no node has the labels model=l4.',
    );
  });

  it("warns of a patch in which outputs that may be absent go wrong, where the patch is known", () => {
    const needed = { patch: "4.0.7", behaviour: behaviours.absentOutputs };
    const wishes = { context: "c", target: targets["argo-4.0"], needed };
    const codes = (version: string) => {
      const facts = { crds: "full", version, source: "the image of its controller", controller: undefined } as const;
      return versionFindings(facts, wishes).map(({ code }) => code);
    };
    expect(["4.0.6", "4.0.7", "4.0", "4.1.0"].map(codes)).toEqual([["argo-patch-too-old"], [], [], []]);
  });

  it("orders versions by number", () => {
    expect([isOlder("4.0.6", "4.0.10"), isOlder("4.1", "4.0"), isOlder("3.7", "4.1"), isOlder("4.1", "4.1")]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
