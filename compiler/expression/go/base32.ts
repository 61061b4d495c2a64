import { panic } from "./go-panic.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** How many symbols a last group of 1 to 4 bytes has. */
const SYMBOLS = [0, 2, 4, 5, 7];

export function encodeBase32(bytes: Uint8Array): string {
  let out = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  if (bits > 0) out += ALPHABET[(held << (5 - bits)) & 31];
  return out.padEnd(Math.ceil(out.length / 8) * 8, "=");
}

/** Base32 with padding, line ends allowed. @throws GoPanic at the first wrong byte */
export function decodeBase32(text: string): Uint8Array {
  const clean = text.replace(/[\r\n]/g, "");
  const symbols = clean.replace(/=+$/, "");
  const wrong = [...symbols].findIndex((symbol) => !ALPHABET.includes(symbol));
  if (wrong >= 0) return panic(`illegal base32 data at input byte ${wrong}`);
  if (
    clean.length % 8 !== 0 ||
    (symbols.length % 8 !== 0 && !SYMBOLS.includes(symbols.length % 8)) ||
    clean.length - symbols.length > 6
  )
    return panic(`illegal base32 data at input byte ${symbols.length}`);
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const symbol of symbols) {
    held = (held << 5) | ALPHABET.indexOf(symbol);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
      held &= (1 << bits) - 1;
    }
  }
  return Uint8Array.from(bytes);
}
