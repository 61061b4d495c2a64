import type { Gpu } from "../../../dsl/gpu.ts";
import { type NodeTerm, nodeLabel } from "../../../dsl/options/scheduling.ts";
import type { Device } from "../../../dsl/profile.ts";
import { quantityOf } from "../../argo/laws/quantity.ts";
import { migResource } from "../../profiles/nvidia.ts";
import type { FullProfile } from "../../profiles/profiles.ts";

/** What the cluster of a profile gives for a request of GPUs: the resource, and the nodes that have it. */
export function deviceOf({ wants }: Gpu, profile: FullProfile): Device {
  const { kind, vendor = "nvidia", mig, shared } = wants;
  const { gpus } = profile;
  if (vendor !== "nvidia") return profile.vendors[vendor] ?? profile.gpu;
  const device = (kind === undefined ? undefined : profile.kinds[kind]) ?? profile.gpu;
  const bySlice = mig === undefined ? {} : { [gpus.sliceLabel ?? ""]: mig };
  const sliced = mig !== undefined && gpus.sliceLabel === undefined;
  return {
    ...device,
    resource: sliced ? migResource(mig) : (isShared(shared) && gpus.shared?.resource) || device.resource,
    nodeSelector: { ...device.nodeSelector, ...(sliced ? {} : bySlice) },
    nodeTerms: [
      ...(device.nodeTerms ?? []).map((term) => (isShared(shared) ? ofSharedProduct(term, profile) : term)),
      ...memoryTerms(wants, profile),
      ...sharingTerms(shared, profile),
    ],
  };
}

type Shared = Gpu["wants"]["shared"];
const isShared = (shared: Shared): boolean => shared !== undefined && shared !== false;

/** The GPU feature discovery gives shared products a name of their own, unless it is their resource that is called otherwise. */
function ofSharedProduct(term: NodeTerm, { gpus }: FullProfile): NodeTerm {
  if (term.key !== gpus.productLabel || gpus.shared?.resource !== undefined) return term;
  return { ...term, values: term.values.map((product) => `${product}-SHARED`) };
}

function sharingTerms(shared: Shared, { gpus }: FullProfile): readonly NodeTerm[] {
  if (!isShared(shared) || gpus.shared?.label === undefined) return [];
  const { label, timeSlicing, mps } = gpus.shared;
  const ways = shared === "time-slicing" ? [timeSlicing] : shared === "mps" ? [mps] : [timeSlicing, mps];
  return [nodeLabel(label).in(...ways)];
}

/** At least so much memory: by a label that tells it in MiB, else by the kinds that have it. */
function memoryTerms({ memory, kind }: Gpu["wants"], profile: FullProfile): readonly NodeTerm[] {
  const bytes = typeof memory === "string" ? quantityOf(memory) : memory?.bytes;
  if (bytes === undefined) return [];
  const { memoryLabel } = profile.gpus;
  if (memoryLabel !== undefined) return [nodeLabel(memoryLabel).gt(Math.ceil(bytes / 2 ** 20) - 1)];
  if (kind !== undefined) return []; // the kind is said already; whether it has so much is a rule's question
  const labels = kindsWithMemory(bytes, profile).flatMap((name) => Object.entries(profile.kinds[name]?.nodeSelector ?? {}));
  const keys = [...new Set(labels.map(([key]) => key))];
  return keys.map((key) => nodeLabel(key).in(...labels.filter(([one]) => one === key).map(([, value]) => value)));
}

/** The kinds of which a profile knows that they have so much memory. */
const kindsWithMemory = (bytes: number, { kinds }: FullProfile): readonly string[] =>
  Object.keys(kinds).filter((name) => (kinds[name]?.memory?.bytes ?? 0) >= bytes);
