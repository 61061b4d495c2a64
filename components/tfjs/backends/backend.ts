import type { Tensorflow } from "../tensorflow.ts";

export type BackendName = "tfjs-node-gpu" | "tfjs-node" | "webgpu" | "wasm" | "cpu";

/** What TensorFlow.js computes with, started and made the current one. */
export interface Backend extends Tensorflow {
  readonly name: BackendName;
  /** Looked up after the start, never assumed: a native backend without a usable GPU starts all the same. */
  readonly usesGpu: boolean;
  /** For people: "WebAssembly with SIMD, one thread". */
  readonly detail: string;
  /** Lets go of what would keep the process alive. */
  readonly close: () => void;
}

/** A way of computing that may or may not be there. */
export interface BackendCandidate {
  readonly name: BackendName;
  /**
   * Starts it. Never throws because of what the machine lacks.
   * @returns the backend, or in a few words why it can't be used here
   */
  readonly open: () => Promise<Backend | string>;
}
