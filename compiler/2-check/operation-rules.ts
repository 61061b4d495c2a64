import type { Rule } from "./check.ts";
import { divisorIsZero } from "./rules/divisor-is-zero.ts";
import { moduloNotWhole } from "./rules/modulo-not-whole.ts";
import { neverEqual } from "./rules/never-equal.ts";
import { operandNoJson } from "./rules/operand-no-json.ts";
import { operandWrongKind } from "./rules/operand-wrong-kind.ts";
import { patternNotConstant } from "./rules/pattern-not-constant.ts";
import { patternNotRe2 } from "./rules/pattern-not-re2.ts";
import { unknownKey } from "./rules/unknown-key.ts";
import { valueMayBeNull } from "./rules/value-may-be-null.ts";

/** Laws of operations on refs. */
export const operationRules: readonly Rule[] = [
  operandNoJson,
  operandWrongKind,
  valueMayBeNull,
  neverEqual,
  unknownKey,
  patternNotConstant,
  patternNotRe2,
  divisorIsZero,
  moduloNotWhole,
];
