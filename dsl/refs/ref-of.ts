import type { Condition } from "./condition.ts";
import type { ListRef } from "./list-ref.ts";
import type { NullableRef } from "./nullable-ref.ts";
import type { NumberRef } from "./number-ref.ts";
import type { ObjectRef } from "./object-ref.ts";
import type { TextRef } from "./text-ref.ts";
import type { Ref } from "./value-ref.ts";

/** The ref that stands for a value of type `T`, with what can be done to such a value. */
export type RefOf<T> = unknown extends T
  ? Ref<T>
  : [T] extends [NonNullable<T>]
    ? CertainRef<T>
    : [NonNullable<T>] extends [never]
      ? Ref<T>
      : NullableRef<T>;

/** Of a value that is never null. A mixture of kinds compares, and nothing else. */
export type CertainRef<T> = [T] extends [boolean]
  ? Condition
  : [T] extends [number]
    ? NumberRef<T>
    : [T] extends [string]
      ? TextRef<T>
      : [T] extends [readonly unknown[]]
        ? ListRef<T>
        : [T] extends [object]
          ? ObjectRef<T>
          : Ref<T>;
