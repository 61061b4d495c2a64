import type { ShapeSchema } from "./schema.ts";
import type { SchemaIssue, SchemaRule } from "./schema-issue.ts";

/** One walk through an object. */
export interface Visit {
  /** Where it is now. */
  readonly path: (string | number)[];
  /** What it found so far. */
  readonly issues: SchemaIssue[];
  /** What stands around the present place, the nearest last. */
  readonly shapes: ShapeSchema[];
}

/** Keeps what is wrong with the present place. */
export function report({ path, issues }: Visit, rule: SchemaRule, message: string): void {
  issues.push(Object.freeze({ path: Object.freeze([...path]), rule, message }));
}
