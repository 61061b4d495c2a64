/** An object of a manifest, of which nothing is known yet. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A member that should be an object; an empty one where it is something else. */
export const recordOf = (value: unknown, ...path: readonly string[]): JsonRecord => {
  const found = path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
  return isRecord(found) ? found : {};
};

/** A list of objects; what is none is left out. */
export const recordsOf = (value: unknown): readonly JsonRecord[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** A text; nothing where it is something else. */
export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
