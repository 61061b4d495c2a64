import type { Mount, Mounts, Volume } from "../../../dsl/options/volume.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";
import { containersOf } from "./containers-of.ts";

/** What one container mounts. */
export interface MountsOfContainer {
  /** Absent for the step's own. */
  readonly container: string | undefined;
  readonly mounts: Mounts;
}

export const mountsOf = (options: TaskOptions): readonly MountsOfContainer[] => [
  { container: undefined, mounts: options.mounts ?? {} },
  ...containersOf(options).map(({ container }) => ({ container: container.name, mounts: container.mounts ?? {} })),
];

/** Every single mount, with its path. */
export const mountEntries = (options: TaskOptions): readonly (readonly [string, Volume | Mount])[] =>
  mountsOf(options).flatMap(({ mounts }) => Object.entries(mounts));

/** Every volume that a task's options bring along, by name where it has one. */
export const volumesOf = (options: TaskOptions): readonly Volume[] => [
  ...Object.values(options.volumes ?? {}),
  ...mountEntries(options).flatMap(([, mounted]) => (mounted.kind === "volume" ? [mounted] : [])),
];
