import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import type { SourceRule } from "../source-rule.ts";

/** A constant with a condition that nothing reads: often the `when` is missing. */
export const conditionNeverRead: SourceRule = ({ facts }) =>
  facts.unreadConditions.map((unread) => finding("condition-never-read", { name: shown(unread.node) }, unread));
