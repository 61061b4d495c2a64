import type { FieldTerm } from "../../dsl/foreign/work.ts";

/** A term on a field of an object as Argo writes it: a term of a label selector. */
export function fieldTermText(term: FieldTerm): string {
  switch (term.operator) {
    case "eq":
      return `${term.field} == ${term.value}`;
    case "ne":
      return `${term.field} != ${term.value}`;
    case "gt":
      return `${term.field} > ${term.value}`;
    case "lt":
      return `${term.field} < ${term.value}`;
    case "in":
      return `${term.field} in (${term.values.join(", ")})`;
    case "not-in":
      return `${term.field} notin (${term.values.join(", ")})`;
    case "exists":
      return term.field;
    case "absent":
      return `!${term.field}`;
  }
}
