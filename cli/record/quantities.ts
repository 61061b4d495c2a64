import { UsageError } from "../usage-error.ts";

const spans: Readonly<Record<string, number>> = { min: 60_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

const sizes: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** `30d` in milliseconds. @throws UsageError */
export const spanOption = (name: string, text: string | undefined): number | undefined =>
  quantity(text, spans, `--${name} wants a time such as 30d, 12h or 90min`);

/** `10GB` in bytes. @throws UsageError */
export const sizeOption = (name: string, text: string | undefined): number | undefined =>
  quantity(text, sizes, `--${name} wants a size such as 10GB or 500MiB`);

function quantity(text: string | undefined, units: Readonly<Record<string, number>>, wanted: string): number | undefined {
  if (text === undefined) return undefined;
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text) ?? [];
  const size = units[unit.toLowerCase()];
  if (size === undefined) throw new UsageError(`${wanted}, got "${text}".`);
  return Number(number) * size;
}
