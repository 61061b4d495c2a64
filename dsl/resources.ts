import type { Gpu } from "./gpu.ts";
import type { Size } from "./size.ts";

/** What is set aside for a step, and what it may use at most. */
export interface Share<T> {
  readonly request?: T;
  readonly limit?: T;
}

/** What one step needs of a machine. Text is a quantity of Kubernetes, such as `"500m"` or `"8Gi"`. */
export interface Resources {
  /** Cores, for example `0.5` or `4`: set aside, and more when the machine is idle; a limit only when it is given. */
  readonly cpu?: number | string | Share<number | string>;
  /** Set aside, and the limit at the same time: a step that needs more is killed, and no other suffers. */
  readonly memory?: Size | string | Share<Size | string>;
  /** The machine's own disk: layers, logs and empty folders. Set aside, and the limit at the same time. */
  readonly ephemeralStorage?: Size | string | Share<Size | string>;
  readonly gpu?: Gpu;
  /** Other devices by the name of their resource: `{ "amd.com/gpu": 1 }`. */
  readonly devices?: Readonly<Record<string, number>>;
}
