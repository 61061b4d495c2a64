import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { check } from "../../compiler/2-check/check.ts";
import { type ArgoObject, lower } from "../../compiler/3-lower/lower.ts";
import { mergePatches } from "../../compiler/3-lower/options/pod-patch.ts";
import { print } from "../../compiler/4-print/print.ts";
import type { Template, WorkflowTemplate } from "../../compiler/argo/model.generated.ts";
import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import { runCost } from "../../compiler/plan/run-cost.ts";
import { completeProfile } from "../../compiler/profiles/complete-profile.ts";
import { type FullProfile, profiles } from "../../compiler/profiles/profiles.ts";
import { targets } from "../../compiler/targets/targets.ts";
import { verifyManifest } from "../../compiler/verify/verify-manifest.ts";
import { claim } from "../../dsl/options/volume.ts";
import { profile } from "../../dsl/profile.ts";
import { evaluateCondition } from "../../runner/controller/substitute.ts";
import { describeWithApiserver } from "../cluster/with-apiserver.ts";
import { expectFile } from "../helpers/expected.ts";
import { askApi } from "../helpers/kube-apiserver-requests.ts";
import { expectValidManifest } from "../helpers/valid-manifest.ts";
import { type Wish, wishing } from "./gpus/wishes.ts";

const images = {
  imageOf: () => "registry.example/ml/learn:c-0123456789abcdef",
  fileUri: () => "",
  sourceText: (file: string) => readFileSync(file, "utf8"),
};

const everywhere = ["any", "kind", "slice", "amd", "intel", "several", "without-gpu", "queued", "claimed", "gang"] as const;
const spot = ["spot", "spot-then-on-demand"] as const;
const sharing = ["shared", "mps"] as const;

const office = completeProfile(
  profile({
    name: "office",
    base: "eks-karpenter",
    gpus: {
      runtimeClass: "nvidia",
      cudaCache: claim("cuda-cache"),
      shared: { timeSlicing: "ts", mps: "mps", resource: "nvidia.com/gpu.shared" },
    },
    queues: "kai",
  }),
)!;
const volcano = completeProfile(profile({ name: "volcano", base: "generic", queues: "volcano" }))!;

/** What can be asked for on each cluster. */
const clusters: readonly (readonly [FullProfile, readonly Wish[]])[] = [
  [profiles["generic"]!, [...everywhere, "memory", "kind-and-memory", ...sharing]],
  [profiles["kind"]!, [...everywhere, "memory"]],
  [profiles["gke"]!, [...everywhere, "memory", "kind-and-memory", ...sharing, ...spot]],
  [profiles["eks-karpenter"]!, [...everywhere, "memory", "kind-and-memory", ...spot]],
  [profiles["eks-auto"]!, [...everywhere, "memory", "kind-and-memory", ...spot]],
  [profiles["eks-nodegroup"]!, [...everywhere, "memory", ...sharing, ...spot]],
  [profiles["aks"]!, [...everywhere, "memory", "kind-and-memory", ...sharing, ...spot]],
  [profiles["openshift"]!, [...everywhere, "memory", "kind-and-memory", ...sharing]],
  [office, ["any", "kind", "shared", "queued", "spot"]],
  [volcano, ["queued", "gang"]],
];
const named = clusters.map(([{ name }, wishes]) => [name, wishes] as const);
const profileOf = (name: string): FullProfile => clusters.find(([one]) => one.name === name)![0];

function compiled(name: string, wishes: readonly Wish[]): readonly ArgoObject[] {
  const plan = resolve(wishing(wishes), { profile: profileOf(name) });
  expect(check(plan).map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  return lower(plan, { images });
}

describe("GPUs and queues on a cluster", () => {
  it.each(named)("%s", async (name, wishes) => {
    const objects = compiled(name, wishes);
    expectFile(join(import.meta.dirname, "gpus", "_expected", `${name}.yaml`), print(objects));
    await expectValidManifest(print(objects.filter(({ kind }) => kind !== "ResourceClaimTemplate"))); // of that the server below speaks
  });

  it("are all that profiles bring along", () => {
    expect(named.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(profiles)));
  });

  it("have claims only where Argo has them", () => {
    const plan = resolve(wishing(["claimed"]));
    const objects = lower(plan, { images });
    expect(verifyManifest(plan, objects, targets["argo-4.1"])).toEqual([]);
    const [problem, ...others] = verifyManifest(plan, objects, targets["argo-4.0"]);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: "target-lacks-field" });
    expect(problem!.message).toContain('"resourceClaims"');
  });
});

describe("what a run costs at most", () => {
  const costOf = (wish: Wish) => runCost(resolve(wishing([wish]), { profile: profileOf("gke") }));

  it("counts the tries that follow when machines are taken back", () => {
    expect(costOf("spot").pods).toBe(4);
    expect(costOf("any").pods).toBe(1);
  });

  it("says of workers of other jobs that they are not counted", () => {
    expect(costOf("gang").unknown).toEqual([{ step: "gang", why: "foreign-template" }]);
  });
});

describe("a step that asks for no GPU", () => {
  const environment = (image: string, base?: string) => {
    const plan = resolve(wishing(["plain"]));
    const [template] = lower(plan, {
      images: { ...images, imageOf: () => image, ...(base !== undefined && { baseOf: () => base }) },
    });
    return (template as WorkflowTemplate).spec.templates!.find(({ container }) => container)!.container!.env ?? [];
  };
  const image = "registry.example/ml/learn:c-0123456789abcdef";

  it.each(["nvidia/cuda:12.9.1-base-ubuntu24.04", "oci:bases/gpu-cuda", "registry.example/bases/cuda-12@sha256:ab"])(
    "sees none on %s",
    (base) => {
      expect(environment(image, base)).toEqual([{ name: "NVIDIA_VISIBLE_DEVICES", value: "void" }]);
    },
  );

  it.each(["node:24-bookworm-slim", "oci:bases/cpu", "registry.example/barracuda/node:24"])("is left alone on %s", (base) => {
    expect(environment(image, base)).toEqual([]);
  });
});

describe("a step on machines that may be taken back", () => {
  const [template] = compiled("gke", ["spot-then-on-demand"]);
  const { retryStrategy, podSpecPatch } = (template as WorkflowTemplate).spec.templates!.find(({ container }) => container)!;
  const lastTry = (status: string, exitCode: string, message: string) =>
    new Map([
      ["lastRetry.status", status],
      ["lastRetry.exitCode", exitCode],
      ["lastRetry.message", message],
    ]);

  it.each([
    ["Error", "0", "pod deleted", true],
    ["Failed", "143", "imminent node shutdown", true],
    ["Failed", "143", "Preempted by a pod of a higher class", true],
    ["Error", "-1", "the output could not be kept", true],
    ["Failed", "1", "main: Error (exit code 1)", false],
    ["Failed", "66", "main: Error (exit code 66)", false],
  ])("is tried again after %s, %s, %s: %s", (status, exitCode, message, again) => {
    expect(evaluateCondition(retryStrategy!.expression!, lastTry(status, exitCode, message))).toBe(again);
  });

  it("goes to one that stays after so many tries", () => {
    const [, expression = ""] = /\{\{=(.*?)\}\}/.exec(podSpecPatch!)!;
    const operators = ["0", "1", "2", "3"].map((tries) =>
      evaluateExpression(expression, argoEnvironment(new Map([["retries", tries]]))),
    );
    expect(operators).toEqual(["In", "In", "NotIn", "NotIn"]);
    expect(Number(retryStrategy!.limit)).toBeGreaterThanOrEqual(2);
  });
});

/** The pod of a template as Argo makes it of the first try, as far as its options go. */
function podOf(name: string, template: Template): object {
  const { metadata, nodeSelector, affinity, tolerations, schedulerName, resourceClaims, container, volumes = [] } = template;
  const spec = {
    restartPolicy: "Never",
    ...(nodeSelector && { nodeSelector }),
    ...(affinity && { affinity }),
    ...(tolerations && { tolerations }),
    ...(schedulerName !== undefined && { schedulerName }),
    ...(resourceClaims && { resourceClaims }),
    volumes: [...volumes, { name: "tmp", emptyDir: {} }, { name: "out", emptyDir: {} }],
    containers: [{ name: "main", ...container }],
  };
  const patch = JSON.parse(
    (template.podSpecPatch ?? "{}").replace(/\{\{= asInt\(retries\) < \d+ \? '(\w+)' : '\w+' \}\}/g, "$1"),
  );
  return { apiVersion: "v1", kind: "Pod", metadata: { ...metadata, name }, spec: mergePatches(spec, patch) };
}

/** The job of a set of jobs whose parameters are 2. */
function jobOf(manifest: string): object {
  const text = manifest.replace(/\{\{inputs\.parameters\.[\w-]+\}\}/g, "2");
  return (parse(text) as { spec: { replicatedJobs: readonly { template: object }[] } }).spec.replicatedJobs[0]!.template;
}

describeWithApiserver("a real API server takes the pods and the claims of", (at) => {
  it.each(named)("%s", async (name, wishes) => {
    const { server } = at();
    await askApi(server, "POST", "/api/v1/namespaces/default/serviceaccounts", {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "default" },
    });
    await askApi(server, "POST", "/apis/node.k8s.io/v1/runtimeclasses", {
      apiVersion: "node.k8s.io/v1",
      kind: "RuntimeClass",
      metadata: { name: "nvidia" },
      handler: "nvidia",
    });
    for (const object of compiled(name, wishes)) {
      if (object.kind === "ResourceClaimTemplate") {
        const path = "/apis/resource.k8s.io/v1/namespaces/default/resourceclaimtemplates?dryRun=All&fieldValidation=Strict";
        const { code, body } = await askApi(server, "POST", path, object);
        expect(code, JSON.stringify(body)).toBe(201);
      }
      for (const template of object.kind === "WorkflowTemplate" ? (object.spec.templates ?? []) : []) {
        if (template.resource === undefined) continue;
        const { code, body } = await askApi(
          server,
          "POST",
          "/apis/batch/v1/namespaces/default/jobs?dryRun=All&fieldValidation=Strict",
          {
            apiVersion: "batch/v1",
            kind: "Job",
            metadata: { generateName: "workers-" },
            ...jobOf(template.resource.manifest!),
          },
        );
        expect(code, `${template.name}: ${JSON.stringify(body)}`).toBe(201);
      }
      for (const template of object.kind === "WorkflowTemplate" ? (object.spec.templates ?? []) : []) {
        if (template.container === undefined) continue;
        const path = "/api/v1/namespaces/default/pods?dryRun=All&fieldValidation=Strict";
        const { code, body } = await askApi(server, "POST", path, podOf(template.name!, template));
        expect(code, `${template.name}: ${JSON.stringify(body)}`).toBe(201);
      }
    }
  });
});
