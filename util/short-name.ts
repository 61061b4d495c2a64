import { createHash } from "node:crypto";

/**
 * A name of at most `max` characters: a longer one is cut, and ends in a hash of the whole, so that two long names stay two, and each
 * stays the same from day to day.
 *
 * @example
 * shortName("for-each-train", 60) // => "for-each-train"
 */
export function shortName(name: string, max: number): string {
  if (name.length <= max) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, hashLength);
  return `${name.slice(0, max - hashLength - 1).replace(/-+$/, "")}-${hash}`;
}

const hashLength = 8;
