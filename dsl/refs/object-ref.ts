import type { DslTypeError } from "../type-error.ts";
import type { RefMember } from "./ref-members.ts";
import type { RefOf } from "./ref-of.ts";
import type { Ref } from "./value-ref.ts";

/**
 * An object that will exist. Its keys are properties, also when it is taken apart; one that is called like a method of refs, or that
 * the type does not name, is read by `field`.
 *
 * ```ts
 * const { auc, loss } = report.scores;
 * when(report.scores.field("length").gt(3), () => ...);
 * ```
 *
 * Becomes `fromJSON(tasks.report.outputs.parameters.scores).auc`.
 */
export type ObjectRef<T> = ObjectMethods<T> & {
  readonly [K in Exclude<keyof Known<T>, keyof ObjectMethods<T>> & string]: K extends RefMember ? Hidden<K> : RefOf<T[K]>;
};

/** A key that a method of other refs hides. */
type Hidden<K extends string> = DslTypeError<`refs have a method "${K}": read the key by .field("${K}")`>;

interface ObjectMethods<T> extends Ref<T> {
  /** What one key holds; null where the key may be missing and is. */
  field<K extends keyof T & string>(key: K): RefOf<FieldOf<T, K>>;
}

/** The keys that the type names, without those of a dictionary. */
type Known<T> = {
  [K in keyof T as string extends K ? never : number extends K ? never : symbol extends K ? never : K]: T[K];
};

/** A key of a dictionary may be missing. */
type FieldOf<T, K extends keyof T> = K extends keyof Known<T> ? T[K] : T[K] | null;
