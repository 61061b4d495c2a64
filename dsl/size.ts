/** An amount of memory or storage that carries its unit. */
export interface Size {
  readonly kind: "size";
  readonly bytes: number;
}

const size = (bytes: number): Size => Object.freeze({ kind: "size", bytes });

/** `kibibytes(64)` */
export const kibibytes = (count: number): Size => size(count * 2 ** 10);
/** `mebibytes(512)` */
export const mebibytes = (count: number): Size => size(count * 2 ** 20);
/** `gibibytes(8)` */
export const gibibytes = (count: number): Size => size(count * 2 ** 30);
/** `tebibytes(2)` */
export const tebibytes = (count: number): Size => size(count * 2 ** 40);
