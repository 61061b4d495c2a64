import type { Template } from "../argo/model.generated.ts";
import { quantityOf } from "./quantity.ts";

/** How much of each thing that a quota counts: `pods`, `requests.cpu` in thousandths, `requests.memory` in bytes, … */
export type Demand = ReadonlyMap<string, number>;

/** What the LimitRange beside the quota says of containers that say nothing, Argo's own among them. */
export const containerDefaults = { cpu: "100m", memory: "128Mi", memoryLimit: "1Gi" } as const;

interface PodContainer {
  readonly resources?: { readonly requests?: object; readonly limits?: object };
}

/** What the pod of a template asks for: its containers together, with Argo's `wait`; `init` is done before they begin and asks for less. */
export function podDemand({ container, script, containerSet, sidecars = [], resource, data }: Template): Demand | undefined {
  const program = container ?? script;
  if (program !== undefined) return sum([program, ...sidecars, {}]);
  if (containerSet !== undefined) return sum([...containerSet.containers, ...sidecars, {}]);
  return resource === undefined && data === undefined ? undefined : sum([{}]);
}

function sum(containers: readonly PodContainer[]): Demand {
  const demand = new Map([["pods", 1]]);
  const add = (name: string, amount: number) => demand.set(name, (demand.get(name) ?? 0) + amount);
  for (const { resources = {} } of containers) {
    const requests = (resources.requests ?? {}) as Readonly<Record<string, string>>;
    const limits = (resources.limits ?? {}) as Readonly<Record<string, string>>;
    // a limit without a request is the request too
    add("requests.cpu", quantityOf(requests["cpu"] ?? limits["cpu"] ?? containerDefaults.cpu) * 1000);
    add("requests.memory", quantityOf(requests["memory"] ?? limits["memory"] ?? containerDefaults.memory));
    add("limits.memory", quantityOf(limits["memory"] ?? containerDefaults.memoryLimit));
    for (const [name, amount] of Object.entries(limits)) if (name.includes("/")) add(`requests.${name}`, quantityOf(amount));
  }
  return demand;
}
