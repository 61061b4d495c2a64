import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import type { ArgoObject } from "../../compiler/3-lower/lower.ts";
import type { WorkflowTemplate } from "../../compiler/argo/model.generated.ts";
import { demandOf } from "../../compiler/quota/demand-of.ts";
import { heaviestAntichain } from "../../compiler/quota/heaviest-antichain.ts";
import { quotaObjects } from "../../compiler/quota/quota-objects.ts";
import { rightsObjects } from "../../compiler/rights/rights-objects.ts";
import { rightsOf } from "../../compiler/rights/rights-of.ts";
import { describeWithApiserver } from "../cluster/with-apiserver.ts";
import { pipewright, root } from "../helpers/cli.ts";
import { applyAll, may } from "./applied.ts";
import { argoPod } from "./argo-pod.ts";
import { type KubeObject, kustomize, kustomizeMissing, manifestsFolder } from "./kustomize.ts";

const objectsOf = (text: string) => parseAllDocuments(text).map((one) => one.toJS() as ArgoObject & KubeObject);
const exampleFiles = ["examples/taxi/taxi-retrain.yaml", "examples/hello/hello.yaml"];
const example = (file: string) => objectsOf(readFileSync(join(root, file), "utf8"));

/** A manifest with what needs rights, as a compiler or a person writes it. */
const manifest = (spec: object): readonly ArgoObject[] => [
  { apiVersion: "argoproj.io/v1alpha1", kind: "WorkflowTemplate", metadata: { name: "w" }, spec } as WorkflowTemplate,
];
const pod = { container: { image: "i", command: ["c"] } };
const job = (action: string, more: object = {}) => ({
  name: `job-${action}`,
  resource: { action, manifest: "apiVersion: batch/v1\nkind: Job\nmetadata: {name: x}\n", ...more },
});
const codes = (found: readonly { readonly code: string }[]) => found.map(({ code }) => code);
const rulesFor = (spec: object, account = "default") =>
  rightsOf(manifest({ entrypoint: "main", ...spec }))
    .accounts.find((one) => one.account === account)
    ?.rules.map(({ apiGroup, resource, verbs }) => `${verbs.join(" ")} ${resource}.${apiGroup}`);

describe("compile --with rbac", () => {
  it("gives a step the executor's right, and a step that changes objects rights on that kind alone", () => {
    expect(rulesFor({ templates: [{ name: "main", ...pod }] })).toEqual(["create patch workflowtaskresults.argoproj.io"]);
    const watched = job("create", { successCondition: "status.succeeded > 0" });
    expect(rulesFor({ templates: [watched, job("delete")] })).toEqual([
      "create patch workflowtaskresults.argoproj.io",
      "create get list watch delete jobs.batch",
    ]);
  });

  it("gives them to the executor where one is named, for it is who changes objects, and nothing to the programs' account", () => {
    const spec = {
      serviceAccountName: "step",
      executor: { serviceAccountName: "argo" },
      templates: [{ name: "a", ...pod }, job("get")],
    };
    expect(rulesFor(spec, "argo")).toEqual(["create patch workflowtaskresults.argoproj.io", "get jobs.batch"]);
    expect(rulesFor(spec, "step")).toEqual([]);
    const made = rightsObjects("w", rightsOf(manifest({ entrypoint: "a", ...spec })).accounts) as readonly KubeObject[];
    expect(made.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "ServiceAccount argo",
      "Secret argo.service-account-token",
      "Role w.argo",
      "RoleBinding w.argo",
      "ServiceAccount step",
    ]);
  });

  it("knows the agent of http steps and who deletes artifacts", () => {
    expect(rulesFor({ templates: [{ name: "ask", http: { url: "https://x" } }] })).toEqual([
      "list watch workflowtasksets.argoproj.io",
      "patch workflowtasksets/status.argoproj.io",
    ]);
    const gc = { artifactGC: { strategy: "OnWorkflowDeletion", serviceAccountName: "gc" }, templates: [{ name: "a", ...pod }] };
    expect(rulesFor(gc, "gc")).toHaveLength(2);
    expect(rulesFor({ ...gc, artifactGC: { strategy: "Never", serviceAccountName: "gc" } }, "gc")).toBeUndefined();
  });

  it("doubts what only a run or a cluster knows, and gives no right for it", () => {
    const step = (text: string) => ({ templates: [{ name: "a", resource: { action: "create", manifest: text } }] });
    const doubts = (spec: object) => codes(rightsOf(manifest({ entrypoint: "a", ...spec })).doubts);
    expect(doubts(step("apiVersion: v1\nkind: '{{inputs.parameters.kind}}'"))).toEqual(["rights-not-known"]);
    expect(doubts(step("{{inputs.parameters.object}}"))).toEqual(["rights-not-known"]);
    expect(doubts(step("apiVersion: v1\nkind: Pod\nmetadata: {namespace: other}"))).toEqual(["rights-not-known"]);
    expect(doubts(step("apiVersion: example.org/v1\nkind: Policy"))).toEqual(["plural-guessed"]);
    expect(rulesFor(step("apiVersion: example.org/v1\nkind: Policy"))).toContain("create policies.example.org");
    expect(doubts(step("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: '{{workflow.name}}'}"))).toEqual([]);
  });

  it("stands before the pipeline in the file, and refuses a word that it does not know", async () => {
    const { code, stdout } = await pipewright(["compile", "examples/hello/pipeline.ts", "--stdout", "--with", "rbac,quota"]);
    expect([code, objectsOf(stdout).map(({ kind }) => kind)]).toEqual([
      0,
      ["Role", "RoleBinding", "LimitRange", "ResourceQuota", "WorkflowTemplate", "Workflow"],
    ]);
    const wrong = await pipewright(["compile", "examples/hello/pipeline.ts", "--stdout", "--with", "rbca"]);
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      'pipewright: --with wants rbac, quota or both, got "rbca". Did you mean "rbac"?\n',
    ]);
  });
});

describe("compile --with quota", () => {
  const pods = (spec: object) => {
    const { demand, doubts } = demandOf(manifest({ entrypoint: "main", ...spec }));
    return [demand.get("pods"), ...codes(doubts)];
  };
  const dag = (...tasks: readonly object[]) => ({
    templates: [
      { name: "a", ...pod },
      { name: "main", dag: { tasks } },
    ],
  });
  const task = (name: string, more: object = {}) => ({ name, template: "a", ...more });

  it("weighs what can be there at the same time", () => {
    expect(heaviestAntichain([], [])).toBe(0);
    expect(heaviestAntichain([3, 5], [[], [0]])).toBe(5);
    // a chain of two beside one: the heavier of the chain and the one
    expect(heaviestAntichain([3, 5, 4], [[], [0], []])).toBe(9);
    // where a first choice has to be taken back
    expect(heaviestAntichain([2, 2, 3, 3], [[], [], [0, 1], [1]])).toBe(6);
  });

  it("is as heavy as the heaviest of all sets without an order, of small graphs", () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (let round = 0; round < 300; round++) {
      const size = 1 + random(7);
      const weights = Array.from({ length: size }, () => random(6));
      const before = weights.map((_weight, index) =>
        Array.from({ length: index }, (_one, other) => other).filter(() => random(3) === 0),
      );
      const reach = (from: number, to: number): boolean => before[from]!.some((one) => one === to || reach(one, to));
      let best = 0;
      for (let set = 0; set < 2 ** size; set++) {
        const chosen = weights.flatMap((_weight, index) => ((set >> index) & 1 ? [index] : []));
        if (chosen.some((a) => chosen.some((b) => a !== b && reach(a, b)))) continue;
        best = Math.max(
          best,
          chosen.reduce((sum, index) => sum + weights[index]!, 0),
        );
      }
      expect(heaviestAntichain(weights, before), JSON.stringify({ weights, before })).toBe(best);
    }
  });

  it("counts siblings and copies, and not what comes one after the other", () => {
    expect(pods(dag(task("x"), task("y", { depends: "x.Succeeded || x.Failed" })))).toEqual([1]);
    expect(pods(dag(task("x"), task("y")))).toEqual([2]);
    expect(pods(dag(task("x", { withItems: [1, 2, 3] }), task("y", { depends: "x" })))).toEqual([3]);
    expect(pods({ ...dag(task("x", { withSequence: { count: "9" } })), parallelism: 4 })).toEqual([4]);
    expect(pods(dag(task("x", { withParam: "{{inputs.parameters.l}}" })))).toEqual([1, "loop-demand-not-known"]);
    expect(
      pods({
        templates: [
          { name: "a", ...pod },
          { name: "main", steps: [[task("x"), task("y")], [task("z")]] },
        ],
      }),
    ).toEqual([2]);
  });

  it("ends for a template that calls itself", () => {
    expect(pods(dag(task("x"), { name: "again", template: "main", depends: "x" }))).toEqual([1]);
  });
});

describeWithApiserver("an example in a restricted namespace with the rights and the quota that compile --with makes", (at) => {
  it.each(exampleFiles)("%s: all its pods are taken", async (file) => {
    const name = file.includes("taxi") ? "taxi" : "hello";
    const [template] = example(file);
    const { spec } = template as WorkflowTemplate;
    const namespace: KubeObject = {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    };
    const { demand } = demandOf(example(file));
    const made = [
      ...rightsObjects(name, rightsOf(example(file)).accounts),
      ...quotaObjects(name, demand),
    ] as readonly KubeObject[];
    await applyAll(at(), [namespace, ...made.map((one) => ({ ...one, metadata: { ...one.metadata, namespace: name } }))]);
    expect(await may(at(), name, "default", "create", "workflowtaskresults.argoproj.io")).toBe(true);
    expect(await may(at(), name, "default", "get", "pods")).toBe(false);
    const quotas = `/api/v1/namespaces/${name}/resourcequotas/${name}`;
    const { hard } = (await at().ask("GET", quotas)).body.spec;
    for (const [index, one] of (spec.templates ?? []).entries()) {
      const built = argoPod(`${name}-${index}`, spec, one);
      if (built === undefined) continue;
      // what Kubernetes' quota controller would do, which is not here: nothing is used yet
      const used = Object.fromEntries(Object.keys(hard).map((key) => [key, "0"]));
      expect((await at().ask("PATCH", `${quotas}/status`, { status: { hard, used } })).code).toBe(200);
      const answer = await at().ask("POST", `/api/v1/namespaces/${name}/pods`, built);
      expect([answer.code, answer.body.message], one.name).toEqual([201, undefined]);
    }
    const { items } = (await at().ask("GET", `/api/v1/namespaces/${name}/pods`)).body;
    expect(items.length).toBeGreaterThan(1);
    // and the quota does count: what is larger than all of it is refused
    const program = (spec.templates ?? []).find(({ container }) => container !== undefined)!;
    const large = { ...program, container: { ...program.container!, resources: { requests: { cpu: "900" } } } };
    const refused = await at().ask("POST", `/api/v1/namespaces/${name}/pods`, argoPod("large", spec, large));
    expect([refused.code, String(refused.body.message)]).toEqual([403, expect.stringContaining("exceeded quota")]);
    // without the hardening of Argo's own containers nothing is taken
    const { podSpecPatch: _patch, ...soft } = spec;
    const weak = await at().ask("POST", `/api/v1/namespaces/${name}/pods`, argoPod("soft", soft, program));
    expect([weak.code, String(weak.body.message)]).toEqual([403, expect.stringContaining('violates PodSecurity "restricted')]);
  });

  it("takes the pods of every sample of the compiler, and refuses those whose author loosened them on purpose", async () => {
    const samples = join(root, "test/compiler/samples");
    const namespace = { name: "samples", labels: { "pod-security.kubernetes.io/enforce": "restricted" } };
    await applyAll(at(), [{ apiVersion: "v1", kind: "Namespace", metadata: namespace }]);
    let count = 0;
    for (const sample of readdirSync(samples).filter((name) => !name.startsWith("options"))) {
      for (const object of objectsOf(readFileSync(join(samples, sample, "_expected/workflow.yaml"), "utf8"))) {
        if (object.kind !== "WorkflowTemplate") continue;
        const spec = object.spec as WorkflowTemplate["spec"];
        for (const one of spec.templates ?? []) {
          // a template by hand says by hand what its program may do
          const built = one.metadata === undefined ? undefined : argoPod(`${sample}-${count++}`, spec, one);
          if (built === undefined) continue;
          const answer = await at().ask("POST", "/api/v1/namespaces/samples/pods?dryRun=All", built);
          const isLoose = /"runAsNonRoot":false|"privileged":true|"add":\[/.test(JSON.stringify(built["spec"]));
          expect([answer.code, answer.body.message], `${sample}: ${one.name}`).toEqual(
            isLoose ? [403, expect.stringContaining("PodSecurity")] : [201, undefined],
          );
        }
      }
    }
    expect(count).toBeGreaterThan(50);
  });

  it.skipIf(kustomizeMissing !== undefined)("fits into manifests/parts/quota, one pod after the other", async () => {
    const objects = ["base", "parts/quota"].flatMap((folder) => kustomize(join(manifestsFolder, folder)));
    const placed = objects.map((one) =>
      one.kind === "Namespace" ? one : { ...one, metadata: { ...one.metadata, namespace: "pipelines" } },
    );
    await applyAll(at(), placed);
    const { hard } = (await at().ask("GET", "/api/v1/namespaces/pipelines/resourcequotas/pipelines")).body.spec;
    const used = Object.fromEntries(Object.keys(hard).map((key) => [key, "0"]));
    await at().ask("PATCH", "/api/v1/namespaces/pipelines/resourcequotas/pipelines/status", { status: { hard, used } });
    const { spec } = example(exampleFiles[0]!)[0] as WorkflowTemplate;
    for (const one of spec.templates ?? []) {
      const built = argoPod(`taxi-${one.name}`, spec, one);
      if (built === undefined) continue;
      const answer = await at().ask("POST", "/api/v1/namespaces/pipelines/pods", built);
      expect([answer.code, answer.body.message], one.name).toEqual([201, undefined]);
    }
  });
});
