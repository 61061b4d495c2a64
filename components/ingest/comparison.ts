import { z } from "zod";

/**
 * How a new column comes from others: a comparison, as data, so that nothing an author or a parameter says becomes code.
 *
 * ```ts
 * derive: {
 *   big_tip: { left: "tips", operator: "gt", right: { column: "fare", times: 0.2 } },
 *   long: { left: "trip_miles", operator: "ge", right: { value: 10 } },
 *   by_card: { left: "payment_type", operator: "eq", right: { value: "Credit Card" } },
 * }
 * ```
 *
 * The new column is boolean. A row where an operand is missing or NaN has a missing value there.
 */
export const comparison = z.strictObject({
  /** The column on the left. */
  left: z.string().min(1),
  /** equal, not equal, less, less or equal, greater, greater or equal. */
  operator: z.enum(["eq", "ne", "lt", "le", "gt", "ge"]),
  /** A column, times a number when `times` is given; or a fixed value. */
  right: z.union([
    z.strictObject({ column: z.string().min(1), times: z.number().default(1) }),
    z.strictObject({ value: z.union([z.number(), z.string(), z.boolean()]) }),
  ]),
});

export type Comparison = Readonly<z.output<typeof comparison>>;
