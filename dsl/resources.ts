/** An amount of memory that carries its unit. */
export interface Size {
  readonly kind: "size";
  readonly bytes: number;
}

/** `mebibytes(512)` */
export const mebibytes = (count: number): Size => Object.freeze({ kind: "size", bytes: count * 2 ** 20 });
/** `gibibytes(8)` */
export const gibibytes = (count: number): Size => Object.freeze({ kind: "size", bytes: count * 2 ** 30 });

/** Whole graphics processors for one step. */
export interface Gpu {
  readonly kind: "gpu";
  readonly count: number;
}

/**
 * Asks for GPUs.
 *
 * ```ts
 * train({ examples }).with({ resources: { gpu: gpu(1) } });
 * ```
 *
 * Becomes `limits: {nvidia.com/gpu: 1}` and the toleration that GPU nodes want.
 */
export const gpu = (count: number): Gpu => Object.freeze({ kind: "gpu", count });

/** What one step needs of a machine. */
export interface Resources {
  /** Cores, for example `0.5` or `4`. */
  readonly cpu?: number;
  readonly memory?: Size;
  readonly gpu?: Gpu;
}
