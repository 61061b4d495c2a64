import type { EnvVar } from "../../compiler/argo/model.generated.ts";

/**
 * The environment of a container as Kubernetes makes it: `$(NAME)` stands for a variable defined before, `$$` for one `$`, and a
 * reference to nothing stays as it is.
 */
export function expandEnv(declared: readonly EnvVar[]): Readonly<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const { name, value } of declared) env[name] = expand(value ?? "", env);
  return env;
}

function expand(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$\$|\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)/g, (whole, name?: string) => {
    if (whole === "$$") return "$";
    return name !== undefined && Object.hasOwn(env, name) ? env[name]! : whole;
  });
}
