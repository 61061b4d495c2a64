/** What the laws that are translated from CEL see of an object: its types are right by then, and null counts as missing. */
export type CelObject = Readonly<Record<string, unknown>>;

/** CEL's `has(self.field)`. */
export const has = (self: CelObject, field: string): boolean => self[field] !== undefined && self[field] !== null;

export const isTrue = (self: CelObject, field: string): boolean => self[field] === true;

export const textOf = (self: CelObject, field: string): string => (typeof self[field] === "string" ? self[field] : "");

/** How many of the fields are there. */
export function count(self: CelObject, fields: readonly string[]): number {
  let found = 0;
  for (const field of fields) if (has(self, field)) found += 1;
  return found;
}
