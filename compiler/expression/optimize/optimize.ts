import type { Checked } from "../check/check.ts";
import { ExpressionError } from "../expression-error.ts";
import { GoPanic } from "../go/go-panic.ts";
import { compileRegexp } from "../go/regexp.ts";
import { fold } from "./fold.ts";
import { type Rewrite, Rewriting, rewriteAll } from "./rewrite.ts";
import {
  boundedCount,
  combinedPredicates,
  countedFilter,
  firstMatch,
  mappedFilter,
  membership,
  withinRange,
} from "./shortcuts.ts";
import { listSum, mappedSum, rangeSum } from "./sums.ts";

const MAX_FOLDS = 1000;

/** In expr's own order. */
const REWRITES: readonly Rewrite[] = [
  withinRange,
  mappedFilter,
  countedFilter,
  firstMatch(-1n, "last", "findLast"),
  firstMatch(0n, "first", "find"),
  combinedPredicates,
  rangeSum,
  listSum,
  mappedSum,
  boundedCount,
];

/** Constant patterns are compiled before anything runs, those that a fold has made and those in places never come to as well. */
const compilePattern: Rewrite = (node, { source }) => {
  if (node.kind !== "binary" || node.operator !== "matches" || node.right.kind !== "string") return node;
  try {
    compileRegexp(node.right.value);
    return node;
  } catch (error) {
    if (error instanceof GoPanic) throw ExpressionError.at(source, node.at, error.message);
    throw error;
  }
};

/**
 * Rewrites an expression as expr does before it runs one. Some of that shows: in results, in errors that no longer happen, and in
 * the places that errors point at.
 *
 * @throws ExpressionError for a division of constants by zero, and for a constant pattern that is wrong
 */
export function optimize({ node, types }: Checked, source: string): Checked {
  const rewriting = new Rewriting(source, types);
  let root = rewriteAll(node, membership, rewriting);
  for (let i = 0; i <= MAX_FOLDS; i++) {
    rewriting.replaced = 0;
    root = rewriteAll(root, fold, rewriting);
    if (rewriting.replaced === 0) break;
  }
  for (const rewrite of REWRITES) root = rewriteAll(root, rewrite, rewriting);
  rewriteAll(root, compilePattern, rewriting);
  return { node: root, types: rewriting.types };
}
