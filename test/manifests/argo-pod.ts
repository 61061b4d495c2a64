import { mergePatches } from "../../compiler/3-lower/options/pod-patch.ts";
import type { Template, WorkflowSpec } from "../../compiler/argo/model.generated.ts";
import type { PodSpecPatch } from "../../dsl/task-options.ts";
import type { KubeObject } from "./kustomize.ts";

const mounts = [{ name: "var-run-argo", mountPath: "/var/run/argo" }];
const executor = (name: string, ...command: readonly string[]) => ({
  name,
  image: "quay.io/argoproj/argoexec:v4.1.2",
  command: ["argoexec", ...command],
  volumeMounts: mounts,
});

/**
 * The pod that Argo's controller makes of a template, as its source tells: `init`, the program behind Argo's emissary, sidecars, `wait`; the
 * workflow's patch, then the template's. Nothing for a template without a pod of its own. Tags stay as they are.
 */
export function argoPod(name: string, spec: WorkflowSpec, template: Template): KubeObject | undefined {
  const { container, script, containerSet, resource, data, sidecars = [], nodeSelector, tolerations, affinity } = template;
  const wrapped = (one: { readonly command?: readonly string[]; readonly volumeMounts?: readonly object[] }) => ({
    ...one,
    command: ["/var/run/argo/argoexec", "emissary", "--", ...(one.command ?? [])],
    volumeMounts: [...(one.volumeMounts ?? []), ...mounts],
  });
  const program = container ?? script;
  const wait = executor("wait", "wait");
  const { source: _source, ...main } = { source: undefined, ...program };
  const containers =
    program !== undefined
      ? [wait, wrapped({ ...main, name: "main" } as never), ...sidecars.map((one) => wrapped(one as never))]
      : containerSet !== undefined
        ? [wait, ...containerSet.containers.map((one) => wrapped(one as never))]
        : (resource ?? data) !== undefined
          ? [executor("main", resource === undefined ? "data" : "resource")]
          : undefined;
  if (containers === undefined) return undefined;
  const unpatched: PodSpecPatch = {
    restartPolicy: "Never",
    securityContext: template.securityContext ?? spec.securityContext,
    volumes: [{ name: "var-run-argo", emptyDir: {} }, ...(spec.volumes ?? []), ...(template.volumes ?? [])],
    initContainers: [executor("init", "init")],
    containers,
    ...(nodeSelector && { nodeSelector }),
    ...(tolerations && { tolerations }),
    ...(affinity && { affinity }),
  };
  const patches = [spec.podSpecPatch, template.podSpecPatch].map((text) => JSON.parse(text ?? "{}") as PodSpecPatch);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: { "workflows.argoproj.io/workflow": "test" } },
    spec: withoutDeleted(patches.reduce(mergePatches, unpatched)),
  };
}

/** What a patch takes away: `{ name, $patch: "delete" }`. */
const withoutDeleted = (spec: PodSpecPatch): PodSpecPatch => ({
  ...spec,
  containers: (spec["containers"] as readonly { readonly $patch?: string }[]).filter(({ $patch }) => $patch !== "delete"),
});
