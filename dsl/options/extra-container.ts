import type { Resources } from "../resources.ts";
import type { EnvFrom, SharedEnv } from "./env.ts";
import type { SecurityOptions } from "./security.ts";
import type { Mounts } from "./volume.ts";

/** A container beside the step's own, or before it. */
export interface ExtraContainer {
  readonly name: string;
  readonly image: string;
  /** Without one Argo has to ask the registry for the image's own. */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: SharedEnv;
  readonly envFrom?: readonly EnvFrom[];
  readonly mounts?: Mounts;
  /** Whether it sees everything that the step's container has mounted, inputs too. */
  readonly mirrorMounts?: boolean;
  readonly resources?: Pick<Resources, "cpu" | "memory" | "ephemeralStorage" | "devices">;
  readonly pull?: PullPolicy;
  readonly security?: Omit<SecurityOptions, "fsGroup" | "supplementalGroups">;
  readonly ports?: readonly number[];
  /** When a sidecar counts as started: a GET of this path and port answers with success. */
  readonly ready?: { readonly path: string; readonly port: number };
}

/** When an image is fetched from its registry. */
export type PullPolicy = "always" | "if-not-present" | "never";
