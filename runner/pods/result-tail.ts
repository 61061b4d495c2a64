import { asText } from "./as-text.ts";

/** Of a longer output only the end is a result. */
const longestResult = 256 * 1024;

/** Keeps the end of what a container prints, and makes a result of it. */
export class ResultTail {
  #parts: Buffer[] = [];
  #bytes = 0;

  add(chunk: Buffer): void {
    this.#parts.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes - this.#parts[0]!.length > longestResult) this.#bytes -= this.#parts.shift()!.length;
  }

  /** Without one newline at its end, and then the last 256 KiB. */
  text(): string {
    let all = Buffer.concat(this.#parts);
    if (all.at(-1) === 0x0a) all = all.subarray(0, -1);
    return asText(all.subarray(Math.max(0, all.length - longestResult)));
  }
}
