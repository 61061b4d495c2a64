import type { LifecycleHook } from "../../compiler/argo/model.generated.ts";
import type { Work } from "./caller.ts";

/** `hooks.exit`, or what came before it and takes no arguments. */
export const exitHookOf = ({ hooks, onExit }: Pick<Work, "hooks" | "onExit">): LifecycleHook | undefined =>
  hooks?.["exit"] ?? (onExit === undefined || onExit === "" ? undefined : { template: onExit });
