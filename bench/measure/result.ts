import type { Result, Unit } from "../benchmark.ts";
import type { Times } from "./interleaved.ts";

/** What a time stands against: another one of the same run, or a limit in seconds. */
export type Peer = { readonly name: string; readonly times: Times } | { readonly limitSeconds: number };

/** Puts a time beside its peer; medians are compared. */
export function result(name: string, times: Times, peer?: Peer, peakMiB?: number): Result {
  return {
    name,
    value: round(times.median),
    unit: "s",
    fastest: round(times.min),
    ...(peer &&
      ("times" in peer ? against(peer.name, times.median / peer.times.median) : within(peer.limitSeconds, "s", times.median))),
    ...(peakMiB !== undefined && { peakMiB: Math.round(peakMiB) }),
  };
}

/** What a count stands against: another one, or a limit in the same unit. */
export type CountPeer = { readonly name: string; readonly value: number } | { readonly limit: number };

/** Puts what is counted or calculated, and so the same in every run, beside its peer. */
export function counted(name: string, value: number, unit: Unit, peer?: CountPeer): Result {
  return {
    name,
    value: round(value),
    unit,
    ...(peer && ("limit" in peer ? within(peer.limit, unit, value) : against(peer.name, value / peer.value))),
  };
}

const against = (peer: string, ratio: number) => ({ peer, ratio: round(ratio) });
const within = (limit: number, unit: Unit, value: number) =>
  against(`limit ${limit.toLocaleString("en")} ${unit}`, value / limit);

/** Four digits are more than a busy machine can tell; whole numbers stay whole. */
const round = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(4)));
