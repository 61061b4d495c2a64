/**
 * A float64 as Go's `%v` prints it: `1e+06`, `0.0001`, `-0`, `+Inf`. With seven or more digits before the dot it takes the exponent form.
 *
 * @example formatFloat(1000000) // => "1e+06"
 */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const { digits, exponent, sign } = shortest(value);
  if (exponent < -4 || exponent >= 6) return sign + exponentForm(digits, exponent);
  return sign + plainForm(digits, exponent);
}

interface Shortest {
  readonly sign: string;
  /** Without a dot, no zeros at the end. */
  readonly digits: string;
  /** Of the first digit. */
  readonly exponent: number;
}

/** The fewest digits that mean this number, which JavaScript finds as Go does. */
function shortest(value: number): Shortest {
  const [mantissa = "", exponent = "0"] = Math.abs(value).toExponential().split("e");
  return { sign: value < 0 ? "-" : "", digits: mantissa.replace(".", ""), exponent: Number(exponent) };
}

function exponentForm(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  return `${digits[0]}${fraction}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function plainForm(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = digits.slice(exponent + 1);
  return fraction === "" ? whole : `${whole}.${fraction}`;
}
