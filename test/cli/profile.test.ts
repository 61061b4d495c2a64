import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { pipewright } from "../helpers/cli.ts";

const placed = "test/cli/pipelines/placed.ts";

interface Manifest {
  readonly spec: { readonly templates: readonly Record<string, unknown>[]; readonly [field: string]: unknown };
}

async function compiled(...profile: readonly string[]): Promise<Manifest["spec"]> {
  const { code, stdout, stderr } = await pipewright(["compile", placed, "--stdout", ...profile]);
  expect(code, stderr).toBe(0);
  return (parseAllDocuments(stdout)[0]!.toJS() as Manifest).spec;
}

const template = ({ templates }: Manifest["spec"]) => templates.find(({ name }) => name === "train")!;

describe.concurrent("a profile says where a cluster's devices are", () => {
  it("by the labels of the GPU feature discovery, when nobody says which cluster", async () => {
    const { tolerations, nodeSelector, affinity } = template(await compiled());
    expect(tolerations).toEqual([{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }]);
    expect(nodeSelector).toBeUndefined();
    expect(JSON.stringify(affinity)).toContain("NVIDIA-H100-80GB-HBM3");
  });

  it.each([
    ["gke", { "cloud.google.com/gke-accelerator": "nvidia-h100-80gb" }],
    ["eks-karpenter", { "karpenter.k8s.aws/instance-gpu-name": "h100" }],
  ])("by the labels of %s", async (name, nodeSelector) => {
    const placing = template(await compiled("--profile", name));
    expect(placing["nodeSelector"]).toEqual(nodeSelector);
    expect(placing["affinity"]).toBeUndefined();
  });

  it("and tolerates the taint of AKS's GPU pools", async () => {
    expect(template(await compiled("--profile", "aks"))["tolerations"]).toContainEqual({
      key: "sku",
      operator: "Equal",
      value: "gpu",
      effect: "NoSchedule",
    });
  });
});

describe.concurrent("a profile of the author's", () => {
  it("adds to another one, and its defaults hold where the pipeline says nothing", async () => {
    const spec = await compiled("--profile", "test/cli/pipelines/office.profile.ts");
    const train = template(spec);
    expect(train["nodeSelector"]).toEqual({ "office.example/gpu": "h100" });
    expect(train["pendingTimeout"]).toBe("1200s");
    expect(train["retryStrategy"]).toMatchObject({ limit: "1" });
    expect(train["metadata"]).toMatchObject({ labels: { "office.example/team": "ranking", "example.com/own": "yes" } });
    expect(spec["serviceAccountName"]).toBe("office");
    expect(spec["ttlStrategy"]).toEqual({ secondsAfterCompletion: 172_800 });
  });

  it("has a base that there is", async () => {
    const { code, stderr } = await pipewright(["compile", placed, "--stdout", "--profile", "test/cli/pipelines/lost.profile.ts"]);
    expect(code).toBe(1);
    expect(stderr).toContain('Profile "lost" adds to "gkee", which there is not. Did you mean "gke"?');
  });

  it("is what its file exports", async () => {
    const { code, stderr } = await pipewright(["compile", placed, "--stdout", "--profile", placed]);
    expect(code).toBe(1);
    expect(stderr).toContain(`"${placed}" exports no profile.`);
  });

  it("has a name that there is, or is a file", async () => {
    const { code, stderr } = await pipewright(["check", placed, "--profile", "gke2"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'pipewright: --profile wants generic, kind, gke, eks-karpenter, eks-auto, eks-nodegroup, aks, openshift or a file, got "gke2". Did you mean "gke"?\n',
    });
  });
});
