import type { FieldPath } from "../argo/validate/schema-issue.ts";
import { fieldsOf } from "../argo/validate/walk-fields.ts";
import type { ArgoVersion, Target } from "./target.ts";

/** A field that a target does not know yet. */
export interface UnsupportedField {
  /** Of the object among the given ones. */
  readonly object: number;
  readonly path: FieldPath;
  readonly field: string;
  readonly since: ArgoVersion;
  readonly help: string;
}

/**
 * The fields of Argo objects that a target lacks. A cluster with full CRDs refuses them; one with the small CRDs of 3.7 drops them in
 * silence, which is worse.
 *
 * ```ts
 * unsupportedFields([workflow], targets["argo-4.0"]); // => [{ object: 0, path: ["spec", …, "pendingTimeout"], since: "4.1", … }]
 * ```
 */
export function unsupportedFields(objects: readonly unknown[], target: Target): readonly UnsupportedField[] {
  if (target.lacks.size === 0) return [];
  return objects.flatMap((object, index) =>
    [...fieldsOf(object)].flatMap(({ shape, field, path }) => {
      const added = target.lacks.get(`${shape}.${field}`);
      return added === undefined ? [] : [{ object: index, path, field, since: added.since, help: added.help }];
    }),
  );
}
