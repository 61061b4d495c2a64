import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** Whose CRDs are published as a Go module; the others' shapes stand below. */
const prometheusOperator = "github.com/prometheus-operator/prometheus-operator@v0.85.0";

/** The Prometheus operator's own CRDs, or why they can't be had. */
export function prometheusCrds(): { readonly crds: readonly object[]; readonly missing?: string } {
  try {
    const said = execFileSync("go", ["mod", "download", "-json", prometheusOperator], {
      encoding: "utf8",
      cwd: "/",
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, GOFLAGS: "-mod=mod" },
    });
    const folder = join((JSON.parse(said) as { readonly Dir: string }).Dir, "example/prometheus-operator-crd");
    const crds = ["podmonitors", "prometheusrules"].map(
      (name) => parse(readFileSync(join(folder, `monitoring.coreos.com_${name}.yaml`), "utf8")) as object,
    );
    return { crds };
  } catch (error) {
    return { crds: [], missing: `the Prometheus operator's CRDs can't be had: ${String(error).split("\n")[0]}` };
  }
}

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: "string" };
const quantity: Schema = { "x-kubernetes-int-or-string": true };
const any: Schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
const list = (items: Schema): Schema => ({ type: "array", items });
const object = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
});

function crd(group: string, version: string, kind: string, plural: string, scope: string, spec: Schema): object {
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: object({ spec }) } }],
    },
  };
}

const toleration = object({ key: text, operator: text, value: text, effect: text });

/**
 * Shapes of Kueue and Argo Events by hand, after their API references: those projects' modules are not in the Go module proxy. They hold the
 * fields that our manifests use, so a field that is spelled otherwise is refused; they know less than the real ones.
 */
export const ownShapes: readonly object[] = [
  crd("kueue.x-k8s.io", "v1beta2", "LocalQueue", "localqueues", "Namespaced", object({ clusterQueue: text }, ["clusterQueue"])),
  crd("kueue.x-k8s.io", "v1beta2", "ResourceFlavor", "resourceflavors", "Cluster", object({ tolerations: list(toleration) })),
  crd(
    "kueue.x-k8s.io",
    "v1beta2",
    "ClusterQueue",
    "clusterqueues",
    "Cluster",
    object({
      namespaceSelector: any,
      queueingStrategy: { type: "string", enum: ["StrictFIFO", "BestEffortFIFO"] },
      resourceGroups: list(
        object(
          {
            coveredResources: list(text),
            flavors: list(
              object({ name: text, resources: list(object({ name: text, nominalQuota: quantity }, ["name", "nominalQuota"])) }, [
                "name",
                "resources",
              ]),
            ),
          },
          ["coveredResources", "flavors"],
        ),
      ),
    }),
  ),
  crd("argoproj.io", "v1alpha1", "EventSource", "eventsources", "Namespaced", object({ service: any, webhook: any })),
  crd(
    "argoproj.io",
    "v1alpha1",
    "Sensor",
    "sensors",
    "Namespaced",
    object({ template: any, dependencies: list(any), triggers: list(any) }, ["dependencies", "triggers"]),
  ),
];
