import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import type { Template, WorkflowTemplate } from "../../compiler/argo/model.generated.ts";

const samples = join(import.meta.dirname, "samples");

/** A container as a pod or a patch has it. */
interface PodContainer {
  readonly name: string;
  readonly securityContext?: object | undefined;
  readonly $patch?: string;
}

interface Patch {
  readonly initContainers?: readonly PodContainer[];
  readonly containers?: readonly PodContainer[];
}

/** The containers of a template's pod before any patch: Argo's own beside the author's. Nothing for what has no pod. */
function containersOf({ container, script, containerSet, resource, data, sidecars = [] }: Template): readonly PodContainer[] {
  const wait = { name: "wait" };
  const program = container ?? script;
  if (program !== undefined) return [{ name: "main", securityContext: program.securityContext }, ...sidecars, wait];
  if (containerSet !== undefined) return [...containerSet.containers, wait];
  // Argo's executor is alone in its pod
  return resource === undefined && data === undefined ? [] : [{ name: "main" }];
}

/** Containers as a strategic merge leaves them; one that is not there would be added without an image, and the pod be refused. */
function patched(containers: readonly PodContainer[], patch: readonly PodContainer[] = []): readonly PodContainer[] {
  const merged = new Map(containers.map((one) => [one.name, one]));
  for (const one of patch) {
    if (one.$patch === "delete") merged.delete(one.name);
    else merged.set(one.name, { ...merged.get(one.name), ...one });
  }
  return [...merged.values()];
}

const readPatch = (text: string | undefined): Patch => JSON.parse(text ?? "{}") as Patch;
const names = (containers: readonly PodContainer[]) => containers.map(({ name }) => name).sort();

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/, the policy "restricted". */
describe("pods pass Pod Security restricted", () => {
  it.each(readdirSync(samples))("%s", (sample) => {
    const text = readFileSync(join(samples, sample, "_expected", "workflow.yaml"), "utf8");
    const { spec } = parseAllDocuments(text)[0]!.toJS() as WorkflowTemplate;
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    expect(spec.securityContext!.runAsUser).toBeGreaterThan(0);
    const hardened = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
    const ofWorkflow = readPatch(spec.podSpecPatch);
    expect(names(patched([{ name: "init" }], ofWorkflow.initContainers))).toEqual(["init"]);
    for (const template of spec.templates ?? []) {
      const own = containersOf(template);
      if (own.length === 0) continue;
      const ofTemplate = readPatch(template.podSpecPatch);
      const containers = patched(patched(own, ofWorkflow.containers), ofTemplate.containers);
      expect(names(containers), template.name).toEqual(names(own));
      const inits = patched([{ name: "init" }], ofWorkflow.initContainers);
      // a template by hand says by hand what its program may do
      const isByHand = template.metadata === undefined;
      for (const { name, securityContext } of [...inits, ...containers.filter((one) => !isByHand || one.name === "wait")])
        expect(securityContext, `${template.name}: ${name}`).toMatchObject(hardened);
    }
    // the agent that makes requests gets the workflow's patch too
    const hasAgent = spec.templates?.some(({ http, plugin }) => (http ?? plugin) !== undefined) === true;
    if (hasAgent) expect(names(patched([{ name: "main" }], ofWorkflow.containers))).toEqual(["main"]);
    for (const volume of spec.volumes ?? []) if (sample !== "options") expect(Object.keys(volume)).toEqual(["name", "emptyDir"]);
  });
});
