import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import type { WorkflowTemplate } from "../../compiler/argo/model.generated.ts";

const samples = join(import.meta.dirname, "samples");

/** Container names of an Argo pod: its own two, and ours. */
interface PatchedContainer {
  readonly name: string;
  readonly securityContext: Readonly<Record<string, unknown>>;
}

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/, the policy "restricted". */
describe("pods pass Pod Security restricted", () => {
  it.each(readdirSync(samples))("%s", (sample) => {
    const text = readFileSync(join(samples, sample, "_expected", "workflow.yaml"), "utf8");
    const { spec } = parseAllDocuments(text)[0]!.toJS() as WorkflowTemplate;
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    expect(spec.securityContext!.runAsUser).toBeGreaterThan(0);
    const hardened = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
    for (const template of spec.templates ?? []) {
      if (template.container !== undefined) expect(template.container.securityContext).toMatchObject(hardened);
      expect(template.podSpecPatch).toBeUndefined();
    }
    const patch = JSON.parse(spec.podSpecPatch!) as {
      readonly initContainers: readonly PatchedContainer[];
      readonly containers: readonly PatchedContainer[];
    };
    for (const container of [...patch.initContainers, ...patch.containers])
      expect(container.securityContext).toMatchObject(hardened);
    expect([...patch.initContainers, ...patch.containers].map(({ name }) => name).sort()).toEqual(["init", "wait"]);
    for (const volume of spec.volumes ?? []) expect(Object.keys(volume).filter((key) => key !== "name")).toEqual(["emptyDir"]);
  });
});
