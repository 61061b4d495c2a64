/**
 * x to the power of y. Whole powers are found by squaring as Go's math.Pow does it, digit for digit; for broken powers
 * the last digit may differ from Go's.
 */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (y === 1) return x;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x === -1 && !Number.isFinite(y)) return 1;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -0.5) return 1 / Math.sqrt(x);
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return x ** y;
  const whole = Math.trunc(Math.abs(y));
  if (whole !== Math.abs(y) || whole >= 2 ** 63) return x ** y;
  return wholePower(x, whole, y < 0);
}

/** Mantissa and exponent are kept apart, so that a power in between neither overflows nor vanishes. */
function wholePower(x: number, power: number, inverted: boolean): number {
  let mantissa = 1;
  let exponent = 0;
  let [m, e] = split(x);
  for (let rest = BigInt(power); rest !== 0n; rest >>= 1n) {
    if (e < -4096 || 4096 < e) {
      exponent += e;
      break;
    }
    if ((rest & 1n) === 1n) {
      mantissa *= m;
      exponent += e;
    }
    m *= m;
    e *= 2;
    if (m < 0.5) {
      m += m;
      e -= 1;
    }
  }
  return inverted ? join(1 / mantissa, -exponent) : join(mantissa, exponent);
}

/** x = m * 2^e with 0.5 <= |m| < 1. */
function split(x: number): [number, number] {
  let m = x;
  let e = 0;
  while (Math.abs(m) >= 1) {
    m /= 2;
    e += 1;
  }
  while (Math.abs(m) < 0.5) {
    m *= 2;
    e -= 1;
  }
  return [m, e];
}

/** m * 2^e, in steps that stay inside a float's range. */
function join(m: number, e: number): number {
  let value = m;
  let rest = Math.max(-4000, Math.min(4000, e));
  while (rest > 0 && Number.isFinite(value)) {
    const step = Math.min(rest, 1000);
    value *= 2 ** step;
    rest -= step;
  }
  while (rest < 0 && value !== 0) {
    const step = Math.min(-rest, 1000);
    value /= 2 ** step;
    rest += step;
  }
  return value;
}
