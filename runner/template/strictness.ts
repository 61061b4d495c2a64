/**
 * Which tags have to be resolved. `all`: every one. A list of first words: those whose name begins with one of them, while
 * others stay as text. `none`: any may stay.
 */
export type Strictness = "all" | "none" | readonly string[];

/** Whether a name must be there. `tasks` covers `tasks` and `tasks.a`, not `tasksA`. */
export function mustResolve(strictness: Strictness, name: string): boolean {
  if (typeof strictness === "string") return strictness === "all";
  return strictness.some((prefix) => name === prefix || name.startsWith(`${prefix}.`));
}
