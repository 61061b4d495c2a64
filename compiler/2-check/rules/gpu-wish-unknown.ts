import type { Gpu } from "../../../dsl/gpu.ts";
import { quantityOf } from "../../argo/laws/quantity.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { FullProfile } from "../../profiles/profiles.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** What a step wants of a GPU is something by which the cluster's profile can find one. */
export const gpuWishUnknown: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) => {
    const { profile } = plan;
    const gpu = options.resources?.gpu;
    return (gpu === undefined ? [] : unknownWishes(gpu.wants, profile)).map(({ wish, reason }) =>
      problem("gpu-wish-unknown", { owner, profile: profile.name, wish, reason }, { at }),
    );
  });

interface UnknownWish {
  readonly wish: string;
  readonly reason: string;
}

function unknownWishes({ memory, shared, spot, kind, claim }: Gpu["wants"], profile: FullProfile): readonly UnknownWish[] {
  const { gpus, kinds } = profile;
  const found: UnknownWish[] = [];
  const bytes = typeof memory === "string" ? quantityOf(memory) : memory?.bytes;
  if (bytes !== undefined && claim === undefined && gpus.memoryLabel === undefined) {
    const sizes = Object.entries(kinds).filter(([name]) => kind === undefined || name === kind);
    const known = sizes.map(([, device]) => device.memory?.bytes).filter((size) => size !== undefined);
    if (known.length === 0) found.push({ wish: "memory", reason: "no label tells it, and of no kind it is known" });
    else if (!known.some((size) => size >= bytes)) {
      const most = Math.max(...known) / 2 ** 30;
      found.push({ wish: "memory", reason: `${kind === undefined ? "the largest kind" : `"${kind}"`} has ${most} GiB` });
    }
  }
  if (shared !== undefined && shared !== false && claim === undefined && gpus.shared === undefined)
    found.push({ wish: "shared", reason: "its nodes are not told apart by it" });
  if (spot !== undefined && spot !== false && profile.spot === undefined)
    found.push({ wish: "spot", reason: "no label says which of its machines may be taken back" });
  return found;
}
