const encoder = new TextEncoder();

/**
 * A 32-bit number for a text: the same text always gives the same number, in every process and language.
 *
 * transform puts words that its vocabulary does not know into buckets by it. Spreads well; not for secrets.
 *
 * Source: G. Fowler, L. C. Noll, K.-P. Vo, FNV-1a with 32 bits (IETF draft-eastlake-fnv), over the text's UTF-8 bytes.
 *
 * @returns an integer within [0, 2^32)
 * @example
 * fnv1a("a") // => 0xe40c292c
 */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
