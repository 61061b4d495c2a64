import { createHash } from "node:crypto";
import type { Gpu, GpuClaim } from "../../../dsl/gpu.ts";
import { stableJson } from "../../../util/stable-json.ts";
import type { PodResourceClaim } from "../../argo/model.generated.ts";
import type { Plan } from "../../plan/plan.ts";
import { tasksOfAll } from "../../plan/visit-plan.ts";

/** What a pod's devices are called inside of it. */
export const claimName = "gpu";

/** An object of Kubernetes, from which the cluster makes a claim for each pod. */
export interface ResourceClaimTemplate {
  readonly apiVersion: "resource.k8s.io/v1";
  readonly kind: "ResourceClaimTemplate";
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly spec: { readonly devices: ClaimedDevices } };
}

interface ClaimedDevices {
  readonly requests: readonly { readonly name: string; readonly exactly: ExactRequest }[];
  readonly constraints?: readonly { readonly matchAttribute: string }[];
}

interface ExactRequest {
  readonly deviceClassName: string;
  readonly allocationMode: "ExactCount";
  readonly count: number;
  readonly selectors?: readonly { readonly cel: { readonly expression: string } }[];
}

/** A claim in a pod's spec; undefined for devices that a plugin gives out. */
export function claimEntry(gpu: Gpu, pipeline: string): PodResourceClaim | undefined {
  const { claim } = gpu.wants;
  return claim && { name: claimName, resourceClaimTemplateName: templateName(devicesOf(gpu, claim), pipeline) };
}

/** What the claims of a pipeline are made from, each once. */
export function claimTemplates(plan: Plan, labels: Readonly<Record<string, string>>): readonly ResourceClaimTemplate[] {
  const found = new Map<string, ResourceClaimTemplate>();
  for (const { options } of tasksOfAll(plan)) {
    const gpu = options.resources?.gpu;
    if (gpu?.wants.claim === undefined) continue;
    const devices = devicesOf(gpu, gpu.wants.claim);
    const name = templateName(devices, plan.name);
    found.set(name, {
      apiVersion: "resource.k8s.io/v1",
      kind: "ResourceClaimTemplate",
      metadata: { name, labels },
      spec: { spec: { devices } },
    });
  }
  return [...found.values()];
}

/** Its spec can't be changed, so another one has another name. */
const templateName = (devices: ClaimedDevices, pipeline: string): string =>
  `${pipeline}-gpu-${createHash("sha256").update(stableJson(devices)).digest("hex").slice(0, 8)}`;

const devicesOf = ({ count, wants: { topology } }: Gpu, { deviceClass, selectors = [] }: GpuClaim): ClaimedDevices => ({
  requests: [
    {
      name: claimName,
      exactly: {
        deviceClassName: deviceClass,
        allocationMode: "ExactCount",
        count,
        ...(selectors.length > 0 && { selectors: selectors.map((expression) => ({ cel: { expression } })) }),
      },
    },
  ],
  ...(topology !== undefined && { constraints: [{ matchAttribute: topology }] }),
});
