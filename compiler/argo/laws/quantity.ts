const suffixes: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["n", 1e-9],
  ["u", 1e-6],
  ["m", 1e-3],
  ["k", 1e3],
  ["M", 1e6],
  ["G", 1e9],
  ["T", 1e12],
  ["P", 1e15],
  ["E", 1e18],
  ["Ki", 2 ** 10],
  ["Mi", 2 ** 20],
  ["Gi", 2 ** 30],
  ["Ti", 2 ** 40],
  ["Pi", 2 ** 50],
  ["Ei", 2 ** 60],
]);

/**
 * How much a Kubernetes quantity is; undefined for what is none.
 *
 * @example quantityOf("128Mi") // => 134217728
 * @example quantityOf("500m") // => 0.5
 */
export function quantityOf(given: string | number): number | undefined {
  const [, number, exponent, suffix] =
    /^([-+]?(?:\d+(?:\.\d*)?|\.\d+))(?:([eE][-+]?\d+)|(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?)$/.exec(String(given)) ?? [];
  if (number === undefined) return undefined;
  return Number(`${number}${exponent ?? ""}`) * (suffixes.get(suffix ?? "") ?? 1);
}

const plainResources = new Set(["cpu", "memory", "ephemeral-storage", "storage"]);

/** Whether a container may ask for a resource of this name: a standard one, huge pages, or one with a domain, `nvidia.com/gpu`. */
export function isResourceName(name: string): boolean {
  return plainResources.has(name) || name.startsWith("hugepages-") || (name.includes("/") && !name.startsWith("kubernetes.io/"));
}

/** Devices and other resources with a domain are given out whole. */
export const isWholeOnly = (name: string): boolean => name.includes("/");
