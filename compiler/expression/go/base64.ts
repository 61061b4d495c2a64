import { panic } from "./go-panic.ts";

/** Base64 with padding, line ends allowed, as Go's StdEncoding reads it. @throws GoPanic at the first wrong byte */
export function decodeBase64(text: string): Uint8Array {
  let symbols = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === "\n" || character === "\r") continue;
    if (/[A-Za-z0-9+/]/.test(character)) {
      symbols += character;
      continue;
    }
    if (character !== "=" || symbols.length % 4 < 2) panic(`illegal base64 data at input byte ${at}`);
    checkPadding(text, at, symbols.length % 4);
    return new Uint8Array(Buffer.from(symbols, "base64"));
  }
  if (symbols.length % 4 !== 0) panic(`illegal base64 data at input byte ${lastGroup(text, symbols.length % 4)}`);
  return new Uint8Array(Buffer.from(symbols, "base64"));
}

/** Two symbols want `==`, three want `=`, and nothing may follow but line ends. */
function checkPadding(text: string, from: number, symbols: number): void {
  let at = from + 1;
  const skipLines = () => {
    while (text[at] === "\n" || text[at] === "\r") at += 1;
  };
  skipLines();
  if (symbols === 2) {
    if (text[at] !== "=") panic(`illegal base64 data at input byte ${Math.min(at, text.length)}`);
    at += 1;
    skipLines();
  }
  if (at < text.length) panic(`illegal base64 data at input byte ${at}`);
}

/** Go points at the beginning of the group that was cut short. */
function lastGroup(text: string, symbols: number): number {
  return text.length - symbols;
}
