import { availableParallelism, hostname, totalmem } from "node:os";
import { quantityOf } from "../../compiler/argo/laws/quantity.ts";
import type { ResourceFieldSelector, ResourceRequirements, Template } from "../../compiler/argo/model.generated.ts";
import { shortName } from "../../util/short-name.ts";

/** What a pod knows of itself by `fieldRef`. */
export interface PodIdentity {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly ip: string;
  readonly template: Template;
}

/** The value of a `fieldRef`; undefined for a field that a pod does not have. */
export function fieldOf(identity: PodIdentity, path: string): string | undefined {
  const [, map, key] = /^metadata\.(labels|annotations)\['([^']*)'\]$/.exec(path) ?? [];
  const { metadata, serviceAccountName } = identity.template;
  if (map === "labels") return metadata?.labels?.[key ?? ""] ?? "";
  if (map === "annotations") return metadata?.annotations?.[key ?? ""] ?? "";
  const fields: Readonly<Record<string, string>> = {
    "metadata.name": identity.name,
    "metadata.namespace": identity.namespace,
    "metadata.uid": identity.uid,
    "metadata.labels": listed(metadata?.labels),
    "metadata.annotations": listed(metadata?.annotations),
    "spec.nodeName": hostname(),
    "spec.serviceAccountName": serviceAccountName ?? "default",
    "status.podIP": identity.ip,
    "status.podIPs": identity.ip,
    "status.hostIP": identity.ip,
    "status.hostIPs": identity.ip,
  };
  return Object.hasOwn(fields, path) ? fields[path] : undefined;
}

const listed = (map: Readonly<Record<string, string>> | undefined): string =>
  Object.entries(map ?? {})
    .sort()
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join("\n");

/** The value of a `resourceFieldRef`: a limit that is not set is what the machine has. */
export function resourceOf(resources: ResourceRequirements | undefined, { resource, divisor }: ResourceFieldSelector): string {
  const [kind, name = ""] = resource.split(/\.(.*)/s);
  const machine: Readonly<Record<string, number>> = { cpu: availableParallelism(), memory: totalmem() };
  const given = kind === "limits" ? resources?.limits?.[name] : (resources?.requests?.[name] ?? resources?.limits?.[name]);
  const amount = given === undefined ? (kind === "limits" ? (machine[name] ?? 0) : 0) : (quantityOf(given) ?? 0);
  const unit = divisor === undefined ? 1 : quantityOf(divisor) || 1;
  return String(Math.ceil(amount / unit));
}

/** A node's name as a pod may be called. */
export const podName = (node: string): string => shortName(node.toLowerCase().replace(/[^a-z0-9-]+/g, "-"), 63);
