const units: Readonly<Record<string, number>> = {
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/**
 * A quantity of Kubernetes as a number; 0 for one that is said by a parameter.
 * @example
 * quantityOf("1.5Gi") // => 1610612736
 */
export function quantityOf(text: string | number): number {
  const [, number, unit = ""] = /^([\d.]+(?:[eE][+-]?\d+)?)([A-Za-z]{0,2})$/.exec(String(text)) ?? [];
  return number === undefined ? 0 : Number(number) * (units[unit] ?? 0);
}

/** Bytes as a whole number of mebibytes, and of gibibytes where that is whole: never less than they are. */
export function bytesText(bytes: number): string {
  const mebibytes = Math.ceil(bytes / 2 ** 20);
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}
