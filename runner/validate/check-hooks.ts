import type { LifecycleHook } from "../../compiler/argo/model.generated.ts";
import { refuse } from "./refusal.ts";

/** Every hook but `exit` says when it runs. */
export function checkHooks(at: string, hooks: Readonly<Record<string, LifecycleHook>> | undefined): void {
  for (const [name, hook] of Object.entries(hooks ?? {}))
    if (name !== "exit" && !hook.expression) refuse(`${at}.${name} Expression required`);
}
