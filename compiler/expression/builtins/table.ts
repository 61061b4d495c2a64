import { AGGREGATE_BUILTINS } from "./aggregate.ts";
import { BIT_BUILTINS } from "./bits.ts";
import type { Builtin } from "./builtin.ts";
import { COLLECTION_BUILTINS } from "./collections.ts";
import { JSON_BUILTINS } from "./json.ts";
import { NUMBER_BUILTINS } from "./numbers.ts";
import { SORT_BUILTINS } from "./sort.ts";
import { TEXT_BUILTINS } from "./text.ts";
import { TIME_BUILTINS } from "./time.ts";

/** Every builtin but those that take a closure. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map(
  [
    ...NUMBER_BUILTINS,
    ...TEXT_BUILTINS,
    ...AGGREGATE_BUILTINS,
    ...COLLECTION_BUILTINS,
    ...SORT_BUILTINS,
    ...JSON_BUILTINS,
    ...TIME_BUILTINS,
    ...BIT_BUILTINS,
  ].map((builtin) => [builtin.name, builtin]),
);
