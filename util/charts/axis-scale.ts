import { type ScaleLinear, scaleLinear } from "d3-scale";
import { tickLabels } from "./format-number.ts";

/** A linear axis: where a value lies, and which values are marked. */
export interface AxisScale {
  readonly at: (value: number) => number;
  readonly domain: readonly [number, number];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

export interface AxisWish {
  readonly values: Iterable<number>;
  /** Fixed ends, when both are finite and different. */
  readonly domain?: readonly [number, number] | undefined;
  /** Zero is part of the axis, as bars need. */
  readonly withZero?: boolean;
  /** Where the first and the last value of the axis lie, in pixels. */
  readonly range: readonly [number, number];
  /** About how many marks. */
  readonly numTicks: number;
}

/** Numbers beyond this would overflow while a scale subtracts them. */
const largest = 1e300;

/**
 * The axis for some values: rounded outwards to its marks, or the fixed ends. Values that are not finite have no say; a constant gets room
 * on both sides; no value at all gives 0 to 1.
 */
export function axisScale({ values, domain, withZero = false, range, numTicks }: AxisWish): AxisScale {
  const fixed = usableDomain(domain);
  const found = extent(values, withZero);
  const scale: ScaleLinear<number, number> = scaleLinear().range(range);
  if (fixed !== undefined) scale.domain(fixed);
  else scale.domain([found.from, found.to]).nice(numTicks);
  const ticks = scale.ticks(numTicks).filter((tick) => fixed !== undefined || !found.integers || Number.isInteger(tick));
  const labels = tickLabels(ticks);
  const [from = 0, to = 1] = scale.domain();
  return {
    at: (value) => scale(clamped(value)),
    domain: [from, to],
    ticks: ticks.map((tick, index) => ({ at: scale(tick), label: labels[index]! })),
  };
}

interface Extent {
  readonly from: number;
  readonly to: number;
  /** Whole numbers get no marks between them. */
  readonly integers: boolean;
}

function usableDomain(domain: AxisWish["domain"]): readonly [number, number] | undefined {
  if (!domain?.every(Number.isFinite)) return undefined;
  const ends = [clamped(domain[0]), clamped(domain[1])] as const;
  return widthIsUsable(...ends) ? ends : undefined;
}

function extent(values: Iterable<number>, withZero: boolean): Extent {
  let from = withZero ? 0 : Number.POSITIVE_INFINITY;
  let to = withZero ? 0 : Number.NEGATIVE_INFINITY;
  let integers = true;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const number = clamped(value);
    from = Math.min(from, number);
    to = Math.max(to, number);
    integers &&= Number.isInteger(number);
  }
  if (from > to) return { from: 0, to: 1, integers: false };
  if (widthIsUsable(from, to)) return { from, to, integers };
  const middle = (from + to) / 2;
  if (withZero) return { from: 0, to: 1, integers: false };
  const room = integers && Math.abs(middle) < 1e6 ? 1 : Math.abs(middle) * 0.1 || 0.5;
  return { from: middle - room, to: middle + room, integers };
}

/** Whether an axis between two ends can have marks that differ from each other. */
function widthIsUsable(from: number, to: number): boolean {
  return Math.abs(to - from) > 1e-290 && Math.abs(to - from) > Math.max(Math.abs(from), Math.abs(to)) * 1e-12;
}

function clamped(value: number): number {
  if (Math.abs(value) < 1e-290) return 0;
  return Math.max(-largest, Math.min(largest, value));
}
