import type { FieldChange } from "./field-changes.ts";

/** What apply would do with one object. */
export interface ObjectChange {
  readonly action: "create" | "change" | "same" | "prune";
  readonly kind: string;
  readonly name: string;
  /** For a change: each field of it. */
  readonly fields: readonly FieldChange[];
}

/** `WorkflowTemplate taxi` */
export const objectName = ({ kind, name }: Pick<ObjectChange, "kind" | "name">): string => `${kind} ${name}`;
