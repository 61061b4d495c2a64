import type { Result } from "../benchmark.ts";
import type { Times } from "./interleaved.ts";

/** What a number stands against: another one of the same run, or a limit in seconds. */
export type Peer = { readonly name: string; readonly times: Times } | { readonly limitSeconds: number };

/** Puts a number beside its peer. */
export function result(name: string, times: Times, peer?: Peer, peakMiB?: number): Result {
  return {
    name,
    value: round(times.min),
    unit: "s",
    median: round(times.median),
    ...(peer && ("times" in peer ? against(peer.name, times.min / peer.times.min) : withinLimit(peer.limitSeconds, times.min))),
    ...(peakMiB !== undefined && { peakMiB: Math.round(peakMiB) }),
  };
}

const against = (peer: string, ratio: number) => ({ peer, ratio: round(ratio) });
const withinLimit = (limit: number, value: number) => against(`limit ${limit} s`, value / limit);
const round = (value: number) => Number(value.toPrecision(4));
