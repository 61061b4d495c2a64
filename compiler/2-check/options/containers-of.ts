import type { ExtraContainer } from "../../../dsl/options/extra-container.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";

/** A container that the author adds, and the option that says so. */
export interface NamedContainer {
  readonly container: ExtraContainer;
  /** `sidecars` or `initContainers`. */
  readonly option: string;
}

export const containersOf = ({ sidecars, initContainers }: TaskOptions): readonly NamedContainer[] => [
  ...(initContainers ?? []).map((container) => ({ container, option: "initContainers" })),
  ...(sidecars ?? []).map((container) => ({ container, option: "sidecars" })),
];
