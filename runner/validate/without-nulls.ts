/** What stays as it is: in items null is a value, and what a plugin gets is its own. */
const kept: ReadonlySet<string> = new Set(["withItems", "plugin"]);

/** An object without its fields that are null: the API server drops them. */
export function withoutNulls<T>(value: T): T {
  return cleaned(value) as T;
}

function cleaned(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(cleaned);
  const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, kept.has(key) ? (inner as unknown) : cleaned(inner)]));
}
