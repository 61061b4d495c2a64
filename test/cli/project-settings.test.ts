import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import type { Template, WorkflowTemplate } from "../../compiler/argo/model.generated.ts";
import { pipewright } from "../helpers/cli.ts";

const settled = "test/cli/pipelines/settings/inner/pipeline.ts";

async function compiled(...options: readonly string[]): Promise<Template> {
  const { code, stdout, stderr } = await pipewright(["compile", settled, "--stdout", ...options]);
  expect(code, stderr).toBe(0);
  const { spec } = parseAllDocuments(stdout)[0]!.toJS() as WorkflowTemplate;
  return spec.templates!.find(({ name }) => name === "train")!;
}

describe.concurrent("pipewright.config.ts", () => {
  it("holds for the pipelines of its folder and of those inside: a profile of its own, the registry", async () => {
    const { nodeSelector, schedulerName, metadata, container, podSpecPatch } = await compiled();
    expect(nodeSelector).toEqual({ "cloud.google.com/gke-accelerator": "nvidia-l4" });
    expect(schedulerName).toBe("volcano");
    expect(metadata?.annotations).toEqual({ "scheduling.volcano.sh/queue-name": "nightly" });
    expect(container?.image).toMatch(/^ghcr\.io\/me\/taxi\/train:/);
    expect(JSON.parse(podSpecPatch!)).toEqual({ runtimeClassName: "nvidia" });
  });

  it("gives way to what the command line says", async () => {
    const { nodeSelector, schedulerName, container } = await compiled("--profile", "eks-auto", "--registry", "ghcr.io/you");
    expect(nodeSelector).toEqual({ "eks.amazonaws.com/compute-type": "auto", "eks.amazonaws.com/instance-gpu-name": "l4" });
    expect(schedulerName).toBeUndefined();
    expect(container?.image).toMatch(/^ghcr\.io\/you\/train:/);
  });

  it("says which Argo is meant, also to check", async () => {
    const late = "test/cli/pipelines/settings/inner/late.ts";
    const { code, stderr } = await pipewright(["check", late]);
    expect(code).toBe(1);
    expect(stderr).toContain("argo-4.0");
    expect((await pipewright(["check", late, "--target", "argo-4.1"])).code).toBe(0);
  });

  it("names profiles that there are", async () => {
    const { code, stderr } = await pipewright(["check", "test/cli/pipelines/settings/broken/pipeline.ts"]);
    expect(code).toBe(1);
    expect(stderr).toContain("error config-unsound  test/cli/pipelines/settings/broken/pipewright.config.ts:4:13");
    expect(stderr).toContain('"pipewright.config.ts": there is no profile "ofice".');
  });
});
