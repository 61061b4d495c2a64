/** What is to be done with a repository. */
export interface Scope {
  readonly repository: string;
  readonly actions: "pull" | "pull,push";
}

/**
 * Scopes as token servers take them: each repository once, sorted, so that equal wishes are one token.
 *
 * @example
 * scopeTexts([{ repository: "taxi/train", actions: "pull,push" }, { repository: "base", actions: "pull" }])
 * // => ["repository:base:pull", "repository:taxi/train:pull,push"]
 */
export function scopeTexts(scopes: readonly Scope[]): readonly string[] {
  const all = new Map<string, Scope["actions"]>();
  for (const { repository, actions } of scopes) if (all.get(repository) !== "pull,push") all.set(repository, actions);
  return [...all].map(([repository, actions]) => `repository:${repository}:${actions}`).sort();
}
