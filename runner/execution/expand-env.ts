import type { EnvVar } from "../../compiler/argo/model.generated.ts";
import { borrowed, type OwnEnv } from "./borrowed-env.ts";

/**
 * The environment of a container as Kubernetes makes it: `$(NAME)` stands for a variable defined before, `$$` for one `$`, and a
 * reference to nothing stays as it is. What comes from a Secret and the like is the author's own variable of that name, as it is.
 */
export function expandEnv(declared: readonly EnvVar[], own: OwnEnv = {}): Readonly<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const variable of declared) {
    const value = variable.valueFrom === undefined ? expand(variable.value ?? "", env) : borrowed(variable, own);
    if (value !== undefined) env[variable.name] = value;
  }
  return env;
}

function expand(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$\$|\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)/g, (whole, name?: string) => {
    if (whole === "$$") return "$";
    return name !== undefined && Object.hasOwn(env, name) ? env[name]! : whole;
  });
}
