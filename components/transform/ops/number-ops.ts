import type { FittedNumber } from "../../formats/transform-graph.ts";
import { signedLog1p } from "../../math/signed-log1p.ts";
import { numberOf, refuseMissing } from "../cell.ts";
import type { FeatureOp } from "../features.ts";
import type { NumberFacts, Op } from "./op.ts";
import { requireSpread, requireValues } from "./refusals.ts";

type NumberSpec = Extract<FeatureOp, { op: FittedNumber["op"] }>;

const scales = { linear: (value: number) => value, log1p: signedLog1p } as const;

/** zScore, minMax, asIs and log1p: all of them are `(scaled - center) / spread`. */
export const numberOp: Op<NumberSpec, FittedNumber> = {
  takes: ["integer", "number", "boolean", "timestamp"],
  wants: (spec) => ({ kind: "numbers", scale: scaleOf(spec), median: spec.missing === "median", numQuantiles: 0 }),
  fit: (spec, column, type, facts) => {
    requireValues(column, facts, spec.missing);
    const numbers = facts.numbers!;
    if ("constant" in spec) requireSpread(column, numbers.min, numbers.max - numbers.min, spec.constant);
    const scale = scaleOf(spec);
    const { center, spread, range } = placement(spec, numbers);
    const fill = missingStandIn(spec.missing, numbers, scales[scale]);
    const result = (scaled: number) => within(range, (scaled - center) / spread);
    return {
      op: spec.op,
      column,
      type,
      scale,
      center,
      spread,
      range,
      fill: fill === null ? null : result(fill),
      indicator: spec.indicator,
    };
  },
  names: ({ op, column, indicator }) => [`${column} ${op}`, ...(indicator ? [`${column} missing`] : [])],
  writer: ({ column, type, scale, center, spread, range, fill, indicator }) => {
    const scaled = scales[scale];
    return (cell, out, at) => {
      const value = numberOf(cell, column, type);
      if (value === undefined) {
        out[at] = fill ?? refuseMissing(column);
        if (indicator) out[at + 1] = 1;
      } else out[at] = within(range, (scaled(value) - center) / spread);
    };
  },
};

function scaleOf(spec: NumberSpec): "linear" | "log1p" {
  if (spec.op === "log1p") return "log1p";
  return spec.op === "asIs" ? "linear" : spec.scale;
}

/** A column of one value becomes zero and not NaN: its spread is kept as 1. */
function placement(spec: NumberSpec, { min, max, mean, std }: NumberFacts): Pick<FittedNumber, "center" | "spread" | "range"> {
  switch (spec.op) {
    case "zScore":
      return {
        center: min === max ? scales[spec.scale](min) : mean,
        spread: std || 1,
        range: spec.clip === undefined ? null : [-spec.clip, spec.clip],
      };
    case "minMax": {
      const [low, high] = [scales[spec.scale](min), scales[spec.scale](max)];
      return { center: low, spread: high - low || 1, range: [0, 1] };
    }
    case "asIs":
    case "log1p":
      return { center: 0, spread: 1, range: null };
  }
}

/** The scaled number that stands in for a missing one; null when that is refused. */
function missingStandIn(missing: NumberSpec["missing"], facts: NumberFacts, scaled: (value: number) => number): number | null {
  if (typeof missing === "number") return scaled(missing);
  switch (missing) {
    case "mean":
      return facts.mean;
    case "median":
      return scaled(facts.median!);
    case "zero":
      return 0;
    case "refuse":
      return null;
  }
}

function within(range: readonly [number, number] | null, value: number): number {
  return range === null ? value : Math.min(range[1], Math.max(range[0], value));
}
