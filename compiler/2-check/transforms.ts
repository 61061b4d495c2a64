import type { z } from "zod";

interface Definition {
  readonly type?: string;
  readonly innerType?: z.ZodType;
  readonly coerce?: boolean;
}

/** Whether a schema, without its defaults and the like, is a pipe, a transform or a coercion. */
export function transforms(schema: z.ZodType): boolean {
  const { type, innerType, coerce } = schema._zod.def as Definition;
  if (innerType !== undefined) return transforms(innerType);
  return type === "pipe" || type === "transform" || coerce === true;
}
