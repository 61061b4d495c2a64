import { container, http, type PipelineNode, pipeline, raw, resource, templateRef } from "pipewright";
import { describe, expect, it } from "vitest";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { lower } from "../../compiler/3-lower/lower.ts";
import type { Template, WorkflowTemplate } from "../../compiler/argo/model.generated.ts";

interface Patch {
  readonly containers?: readonly { readonly name: string; readonly $patch?: string; readonly securityContext?: unknown }[];
}

const image = "alpine:3.22";
const list = container({ name: "list", image, command: ["ls"] });
const ping = http({ name: "ping", url: "https://example.org/" });
const make = resource({
  name: "make",
  action: "create",
  manifest: { apiVersion: "v1", kind: "ConfigMap", metadata: { generateName: "made-" } },
});

/** What the workflow's patch says of `wait`, and what that of each template says. */
function patches(body: () => void): Readonly<Record<string, unknown>> {
  const node: PipelineNode = pipeline({ name: "patched" }, body);
  const [object] = lower(resolve(node), { images: { imageOf: () => "", fileUri: () => "", sourceText: () => "" } });
  const { spec } = object as WorkflowTemplate;
  const ofWait = (text: string | undefined) => {
    if (text?.includes("{{") === true) return "unread";
    const wait = (JSON.parse(text ?? "{}") as Patch).containers?.find(({ name }) => name === "wait");
    if (wait === undefined) return "nothing";
    return wait.$patch ?? (wait.securityContext === undefined ? "no security" : "hardened");
  };
  const ofTemplates = (spec.templates as readonly Template[]).map(({ name, podSpecPatch }) => [name, ofWait(podSpecPatch)]);
  return { workflow: ofWait(spec.podSpecPatch), ...Object.fromEntries(ofTemplates.filter(([, said]) => said !== "nothing")) };
}

describe("Argo's own wait container", () => {
  it("is hardened by the workflow, for all programs", () => {
    expect(patches(() => void list())).toEqual({ workflow: "hardened" });
  });

  it("is taken away where a pod holds Argo's executor alone, which the workflow's patch would give one without an image", () => {
    expect(patches(() => void [list(), make()])).toEqual({ workflow: "hardened", make: "delete" });
  });

  it("is hardened by each program's template where there is an agent, to which the workflow's patch is applied too", () => {
    expect(patches(() => void [list(), make(), ping()])).toEqual({ workflow: "nothing", list: "hardened", make: "delete" });
  });

  it("is hardened beside what a template's own patch says", () => {
    expect(patches(() => void [list().with({ podSpecPatch: { hostNetwork: false } }), ping()])).toEqual({
      workflow: "nothing",
      list: "hardened",
    });
  });

  it("is left alone in a template by hand whose patch holds tags", () => {
    const podSpecPatch = '{"hostname": {{workflow.name}}}';
    const tagged = raw({ name: "tagged", template: { container: { image, command: ["ls"] }, podSpecPatch } });
    expect(patches(() => void [tagged(), ping()])).toEqual({ workflow: "nothing", tagged: "unread" });
  });

  it("is left to its owner in a template that is installed and runs no program", () => {
    const spec = { workflowTemplate: "tools", template: "ask" } as const;
    const program = templateRef({ name: "program", ...spec });
    const other = templateRef({ name: "other", ...spec, runs: "something-else" });
    expect(patches(() => void [list(), program()])).toEqual({ workflow: "hardened" });
    expect(patches(() => void [list(), other()])).toEqual({ workflow: "nothing", list: "hardened" });
  });
});
