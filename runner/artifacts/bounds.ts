import { ArtifactError } from "./artifact-error.ts";

/** How much an archive may grow to when it is unpacked. */
export interface ArchiveBounds {
  readonly bytes: number;
  readonly entries: number;
}

export const defaultBounds: ArchiveBounds = { bytes: 64 * 2 ** 30, entries: 1_000_000 };

/** Above this size an archive that grows a thousandfold is a bomb and no data. */
const suspiciousBytes = 2 ** 30;
const suspiciousRatio = 1000;

/** Counts what comes out of an archive, and stops it when that is more than anybody meant. */
export class BoundsMeter {
  readonly #bounds: ArchiveBounds;
  readonly #packedBytes: number;
  #bytes = 0;
  #entries = 0;

  /** @param packedBytes the size of the archive itself */
  constructor(bounds: ArchiveBounds, packedBytes: number) {
    this.#bounds = bounds;
    this.#packedBytes = packedBytes;
  }

  /** @throws ArtifactError when there are too many */
  addEntry(): void {
    if (++this.#entries > this.#bounds.entries)
      throw new ArtifactError(`the archive holds more than ${this.#bounds.entries} files and folders, so it is not unpacked`);
  }

  /** @throws ArtifactError when it is too much */
  addBytes(count: number): void {
    this.#bytes += count;
    if (this.#bytes > this.#bounds.bytes)
      throw new ArtifactError(`the archive holds more than ${this.#bounds.bytes} bytes, so it is not unpacked`);
    if (this.#bytes > suspiciousBytes && this.#bytes > this.#packedBytes * suspiciousRatio)
      throw new ArtifactError(
        `the archive of ${this.#packedBytes} bytes grows more than ${suspiciousRatio}-fold, so it is not unpacked any further`,
      );
  }
}
