/** A decimal number: `digits * 10^exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Digits after the dot that a division keeps. */
const DIVISION_DIGITS = 16;

export type DecimalOperation = (a: Decimal, b: Decimal) => Decimal;

/** Works in decimal digits, so that 0.1 + 0.2 is 0.3. */
export function decimalFold(first: number, rest: readonly number[], operation: DecimalOperation): number {
  const result = rest.reduce((total, number) => operation(total, fromNumber(number)), fromNumber(first));
  return Number(`${result.digits}e${result.exponent}`);
}

function fromNumber(value: number): Decimal {
  const [mantissa = "0", exponent = "0"] = value.toExponential().split("e");
  const fraction = mantissa.split(".")[1] ?? "";
  return { digits: BigInt(mantissa.replace(".", "")), exponent: Number(exponent) - fraction.length };
}

/** Both with the smaller of the two exponents. */
function align(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  const scale = ({ digits, exponent: own }: Decimal) => digits * 10n ** BigInt(own - exponent);
  return [scale(a), scale(b), exponent];
}

export const addDecimals: DecimalOperation = (a, b) => {
  const [x, y, exponent] = align(a, b);
  return { digits: x + y, exponent };
};

export const subtractDecimals: DecimalOperation = (a, b) => addDecimals(a, { ...b, digits: -b.digits });

export const multiplyDecimals: DecimalOperation = (a, b) => ({ digits: a.digits * b.digits, exponent: a.exponent + b.exponent });

/** Rounded half away from zero. @throws RangeError for a division by zero */
export const divideDecimals: DecimalOperation = (a, b) => {
  if (b.digits === 0n) throw new RangeError("decimal division by 0");
  const shift = a.exponent - b.exponent + DIVISION_DIGITS;
  const numerator = shift >= 0 ? a.digits * 10n ** BigInt(shift) : a.digits;
  const denominator = shift >= 0 ? b.digits : b.digits * 10n ** BigInt(-shift);
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  const roundsUp = abs(rest) * 2n >= abs(denominator);
  const away = numerator < 0n === denominator < 0n ? 1n : -1n;
  return { digits: roundsUp ? quotient + away : quotient, exponent: -DIVISION_DIGITS };
};

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
