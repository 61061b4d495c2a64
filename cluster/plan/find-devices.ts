import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { ApiError } from "../api-error.ts";
import type { KubeClient } from "../kube-client.ts";
import { listObjects } from "../list-objects.ts";
import type { Missing } from "./find-missing.ts";

type Json = Readonly<Record<string, unknown>>;

/** A device that the pods of a template ask for. */
export interface WantedDevice {
  readonly who: string;
  /** `nvidia.com/gpu` */
  readonly resource: string;
  readonly count: number;
  /** Labels that its node must have. */
  readonly nodeSelector: Readonly<Record<string, string>>;
}

/** A node, as far as devices go. */
export interface NodeDevices {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** How many of each it can give to pods. */
  readonly devices: Readonly<Record<string, number>>;
}

const nodeKind = { group: "", version: "v1", kind: "Node", resource: "nodes", isNamespaced: false };

/** Devices by the limits of containers: resources of vendors have a "/" in their names. */
function wantedDevices(objects: readonly Json[]): readonly WantedDevice[] {
  return objects.flatMap((object) => {
    const templates = (object["spec"] as { readonly templates?: unknown } | undefined)?.templates;
    return (Array.isArray(templates) ? (templates as readonly Json[]) : []).flatMap(devicesOfTemplate);
  });
}

function devicesOfTemplate(template: Json): readonly WantedDevice[] {
  const set = (template["containerSet"] as { readonly containers?: readonly Json[] } | undefined)?.containers ?? [];
  const containers = [template["container"], template["script"], ...set].filter((one): one is Json => one !== undefined);
  const nodeSelector = (template["nodeSelector"] ?? {}) as Readonly<Record<string, string>>;
  return containers.flatMap(({ resources }) =>
    Object.entries((resources as { readonly limits?: Json } | undefined)?.limits ?? {})
      .filter(([resource]) => resource.includes("/") && !resource.startsWith("kubernetes.io/"))
      .map(([resource, count]) => ({ who: `Step "${String(template["name"])}"`, resource, count: Number(count), nodeSelector }))
      .filter(({ count }) => Number.isFinite(count)),
  );
}

/** @throws ApiError 403 for who may not look at nodes */
export async function nodesOf(client: KubeClient, signal?: AbortSignal): Promise<readonly NodeDevices[]> {
  const nodes = await listObjects(client, nodeKind, { namespace: "", signal });
  return nodes.map(({ metadata, status }) => {
    const { allocatable = {} } = (status ?? {}) as { readonly allocatable?: Readonly<Record<string, string>> };
    const devices = Object.entries(allocatable).filter(([resource]) => resource.includes("/"));
    return {
      name: metadata.name ?? "",
      labels: (metadata["labels"] ?? {}) as Readonly<Record<string, string>>,
      devices: Object.fromEntries(devices.map(([resource, count]) => [resource, Number(count)])),
    };
  });
}

/** Devices that no node of today has; nodes that a cluster would add are not known. */
export async function findDevices(client: KubeClient, objects: readonly Json[], signal?: AbortSignal): Promise<Missing> {
  const wanted = wantedDevices(objects);
  if (wanted.length === 0) return { problems: [], unseen: [] };
  try {
    const nodes = await nodesOf(client, signal);
    return { problems: wanted.flatMap((one) => lackOf(one, nodes)), unseen: [] };
  } catch (error) {
    if (error instanceof ApiError && error.code === 403) return { problems: [], unseen: ["the devices of nodes"] };
    throw error;
  }
}

/** @internal */
export function lackOf(
  { who, resource, count, nodeSelector }: WantedDevice,
  nodes: readonly NodeDevices[],
): readonly Diagnostic[] {
  const labels = Object.entries(nodeSelector).filter(([, value]) => !value.includes("{{"));
  const fitting = nodes.filter((node) => labels.every(([key, value]) => node.labels[key] === value));
  const most = (of: readonly NodeDevices[]): number => Math.max(0, ...of.map(({ devices }) => devices[resource] ?? 0));
  if (most(fitting) >= count) return [];
  const [all, some] = [most(nodes), most(fitting)];
  const what =
    all === 0 ? "any" : fitting.length === 0 ? `the labels ${labels.map((one) => one.join("=")).join(", ")}` : "so many";
  const help =
    some > 0
      ? `at most ${some} fit on a node`
      : all > 0
        ? `other nodes have up to ${all}`
        : "look whether its device plugin is installed";
  return [problem("device-on-no-node", { who, resource, count, what, most: help })];
}
