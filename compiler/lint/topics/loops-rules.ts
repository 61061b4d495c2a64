import type { LintRule } from "../rule.ts";
import { itemIsNull } from "../rules/item-is-null.ts";
import { loopsOfTwoKinds } from "../rules/loops-of-two-kinds.ts";
import { sequenceFormatWrong } from "../rules/sequence-format-wrong.ts";
import { sequenceNoNumber } from "../rules/sequence-no-number.ts";
import { sequenceWithoutEnd } from "../rules/sequence-without-end.ts";
import { whenNoBoolean } from "../rules/when-no-boolean.ts";
import { whenQuotesATag } from "../rules/when-quotes-a-tag.ts";
import { whenTextAsCode } from "../rules/when-text-as-code.ts";
import { whenWrong } from "../rules/when-wrong.ts";
import { withParamNoList } from "../rules/with-param-no-list.ts";

/** Loops and conditions in a manifest: the laws of `messages/lint-loops.md`, by code. */
export const loopsRules: readonly LintRule[] = [
  itemIsNull,
  loopsOfTwoKinds,
  sequenceFormatWrong,
  sequenceNoNumber,
  sequenceWithoutEnd,
  whenNoBoolean,
  whenQuotesATag,
  whenTextAsCode,
  whenWrong,
  withParamNoList,
];
