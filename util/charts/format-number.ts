const suffixes: readonly (readonly [size: number, suffix: string])[] = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
];

/**
 * A number for people: up to four significant digits, thousands grouped, very large and very small ones with an exponent.
 *
 * @example
 * formatNumber(0.94871) // => "0.9487"
 * formatNumber(1234567) // => "1,234,567"
 * formatNumber(2.5e-9)  // => "2.5e-9"
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-4)) return exponent(value, 4);
  if (Number.isInteger(value) || size >= 1e4) return grouped(Math.round(value));
  return minus(String(Number(value.toPrecision(4))));
}

/**
 * The labels of an axis, each with just enough digits to tell neighbours apart, all in one unit (`k`, `M`, `B`, `T`) where that is shorter.
 *
 * @example
 * tickLabels([0, 0.5, 1])        // => ["0.0", "0.5", "1.0"]
 * tickLabels([0, 50000, 100000]) // => ["0", "50k", "100k"]
 */
export function tickLabels(ticks: readonly number[]): readonly string[] {
  const largest = Math.max(0, ...ticks.map(Math.abs));
  const step = ticks.length < 2 ? largest : Math.abs(ticks[1]! - ticks[0]!);
  if (largest === 0) return ticks.map(() => "0");
  if (largest >= 1e15 || largest < 1e-3 || step < Math.max(1e-10, largest * 1e-10)) {
    const digits = Math.min(15, Math.max(1, Math.ceil(Math.log10(largest / (step || largest))) + 1));
    return ticks.map((tick) => exponent(tick, digits));
  }
  const [unit, suffix] = largest >= 1e4 ? (suffixes.find(([size]) => largest >= size && step >= size / 100) ?? [1, ""]) : [1, ""];
  const decimals = Math.min(12, decimalsOf(step / unit));
  return ticks.map((tick) => {
    const text = (tick / unit).toFixed(decimals);
    if (Number(text) === 0 && unit > 1) return "0";
    const [whole = "", fraction] = text.split(".");
    return `${grouped(Number(whole), text.startsWith("-"))}${fraction === undefined ? "" : `.${fraction}`}${suffix}`;
  });
}

/** How many decimals a step needs: 0.25 needs 2. */
function decimalsOf(step: number): number {
  const text = Number(step.toPrecision(4)).toExponential();
  const [digits = "", power = "0"] = text.split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(power));
}

function exponent(value: number, digits: number): string {
  if (value === 0) return "0";
  const [mantissa = "", power = "0"] = value.toExponential(digits - 1).split("e");
  return minus(`${Number(mantissa)}e${Number(power)}`);
}

function grouped(whole: number, negative = whole < 0): string {
  return `${negative ? "−" : ""}${String(Math.abs(whole)).replace(/\B(?=(\d{3})+$)/g, ",")}`;
}

/** The real minus sign, as wide as a digit, in front; exponents keep the hyphen. */
function minus(text: string): string {
  return text.startsWith("-") ? `−${text.slice(1)}` : text;
}
