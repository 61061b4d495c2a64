/**
 * What Kubernetes makes of `$` in commands, arguments and values: `$(NAME)` is the variable, if there is one, and `$$` one `$`.
 *
 * @example expandDollars("$(A) $$(A) $(B)", { A: "1" }) // => "1 $(A) $(B)"
 */
export function expandDollars(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (whole, name?: string) => {
    if (whole === "$$") return "$";
    return name !== undefined && Object.hasOwn(env, name) ? env[name]! : whole;
  });
}
