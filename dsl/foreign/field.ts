import type { FieldTerm } from "./work.ts";

/** A field of an object of the cluster, to be compared. */
export interface Field {
  eq(value: string | number): FieldTerm;
  /** Also true when the field is absent. */
  ne(value: string | number): FieldTerm;
  /** Compares whole numbers. */
  gt(value: number): FieldTerm;
  /** Compares whole numbers. */
  lt(value: number): FieldTerm;
  in(values: readonly (string | number)[]): FieldTerm;
  /** Also true when the field is absent. */
  notIn(values: readonly (string | number)[]): FieldTerm;
  exists(): FieldTerm;
  absent(): FieldTerm;
}

/**
 * A field of the object that a `resource` step watches, by its path.
 *
 * ```ts
 * field("status.succeeded").gt(0)
 * field("status.phase").in(["Failed", "Error"])
 * ```
 *
 * Becomes a term of Argo's `successCondition` or `failureCondition`, which are label selectors on fields: `status.succeeded > 0`. There is
 * no search in lists, so a state that is kept only in `status.conditions` can't be asked for.
 */
export function field(path: string): Field {
  const one = (operator: "eq" | "ne") => (value: string | number) =>
    Object.freeze({ field: path, operator, value: String(value) });
  const number = (operator: "gt" | "lt") => (value: number) => Object.freeze({ field: path, operator, value });
  const several = (operator: "in" | "not-in") => (values: readonly (string | number)[]) =>
    Object.freeze({ field: path, operator, values: Object.freeze(values.map(String)) });
  return Object.freeze({
    eq: one("eq"),
    ne: one("ne"),
    gt: number("gt"),
    lt: number("lt"),
    in: several("in"),
    notIn: several("not-in"),
    exists: () => Object.freeze({ field: path, operator: "exists" as const }),
    absent: () => Object.freeze({ field: path, operator: "absent" as const }),
  });
}
