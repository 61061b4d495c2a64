import type { Dns } from "../../../dsl/options/network.ts";
import type { TopologySpread } from "../../../dsl/options/scheduling.ts";
import type { PodSpecPatch, TaskOptions } from "../../../dsl/task-options.ts";
import { encodeWire } from "../../../util/wire-form.ts";
import { wholeSeconds } from "./seconds.ts";

/** Lists of a pod's spec whose entries a strategic merge knows by a key; all other lists are replaced whole. */
const mergeKeys: Readonly<Record<string, string>> = {
  containers: "name",
  initContainers: "name",
  ephemeralContainers: "name",
  volumes: "name",
  imagePullSecrets: "name",
  hostAliases: "ip",
  resourceClaims: "name",
  topologySpreadConstraints: "topologyKey",
  env: "name",
  volumeMounts: "mountPath",
  volumeDevices: "devicePath",
  ports: "containerPort",
};

/**
 * One patch that does what two do one after the other, as Kubernetes merges them: records key by key, lists of named things by their
 * names, other lists whole. Argo applies the workflow's patch to a pod first and the template's after it, so each level is merged for itself.
 */
export function mergePatches(first: PodSpecPatch, second: PodSpecPatch): PodSpecPatch {
  const merged: Record<string, unknown> = { ...first };
  for (const [field, value] of Object.entries(second)) merged[field] = mergeValues(field, merged[field], value);
  return merged;
}

function mergeValues(field: string, first: unknown, second: unknown): unknown {
  const key = mergeKeys[field];
  if (key !== undefined && Array.isArray(first) && Array.isArray(second)) return mergeLists(key, first, second);
  return isRecord(first) && isRecord(second) ? mergePatches(first, second) : second;
}

function mergeLists(key: string, first: readonly unknown[], second: readonly unknown[]): readonly unknown[] {
  const merged = [...first];
  for (const entry of second) {
    const index = isRecord(entry) ? merged.findIndex((one) => isRecord(one) && one[key] === entry[key]) : -1;
    if (index < 0) merged.push(entry);
    else merged[index] = mergePatches(merged[index] as PodSpecPatch, entry as PodSpecPatch);
  }
  return merged;
}

const isRecord = (value: unknown): value is PodSpecPatch => typeof value === "object" && value !== null && !Array.isArray(value);

/** A patch as the text that Argo wants: JSON in which nothing can be taken for a template. */
export const patchText = (patch: PodSpecPatch): string =>
  encodeWire(patch).replace(
    byTries,
    (_, tries: string, before: string, then: string) => `{{= asInt(retries) < ${tries} ? '${before}' : '${then}' }}`,
  );

/** A word of a patch that changes when there were so many tries; Argo fills it in when it makes the next pod. */
export const untilTry = (tries: number, before: string, then: string): string => `<<retries:${tries}:${before}:${then}>>`;
const byTries = /<<retries:(\d+):(\w+):(\w+)>>/g;

/** What a template has no field for, and what the author patches by hand. */
export function lowerPodPatch(options: TaskOptions, more: PodSpecPatch = {}): { readonly podSpecPatch?: string } {
  const { runtimeClass, topologySpread, dns, terminationGrace, podSpecPatch } = options;
  const ours: PodSpecPatch = {
    ...more,
    ...(runtimeClass !== undefined && { runtimeClassName: runtimeClass }),
    ...(topologySpread && { topologySpreadConstraints: topologySpread.map(lowerSpread) }),
    ...lowerDns(dns),
    ...(terminationGrace !== undefined && { terminationGracePeriodSeconds: wholeSeconds(terminationGrace) }),
  };
  const patch = podSpecPatch === undefined ? ours : mergePatches(ours, podSpecPatch);
  return Object.keys(patch).length === 0 ? {} : { podSpecPatch: patchText(patch) };
}

const lowerSpread = ({ across, labels, maxSkew = 1, otherwise = "wait" }: TopologySpread) => ({
  maxSkew,
  topologyKey: across,
  whenUnsatisfiable: otherwise === "wait" ? "DoNotSchedule" : "ScheduleAnyway",
  labelSelector: { matchLabels: labels },
});

const dnsPolicies: Readonly<Record<NonNullable<Dns["policy"]>, string>> = {
  "cluster-first": "ClusterFirst",
  "cluster-first-with-host-net": "ClusterFirstWithHostNet",
  default: "Default",
  none: "None",
};

/** How a pod looks names up: fields of the workflow, a patch for one template. */
export function lowerDns(dns: Dns | undefined): { readonly dnsPolicy?: string; readonly dnsConfig?: LoweredDnsConfig } {
  if (dns === undefined) return {};
  const { policy, nameservers, searches, options } = dns;
  const config: LoweredDnsConfig = {
    ...(nameservers && { nameservers }),
    ...(searches && { searches }),
    ...(options && { options: Object.entries(options).map(([name, value]) => ({ name, ...(value !== "" && { value }) })) }),
  };
  return {
    ...(policy !== undefined && { dnsPolicy: dnsPolicies[policy] }),
    ...(Object.keys(config).length > 0 && { dnsConfig: config }),
  };
}

interface LoweredDnsConfig {
  readonly nameservers?: readonly string[];
  readonly searches?: readonly string[];
  readonly options?: readonly { readonly name: string; readonly value?: string }[];
}
