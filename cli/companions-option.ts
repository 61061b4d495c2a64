import { didYouMean } from "../util/did-you-mean.ts";
import type { Companions } from "./companions.ts";
import { UsageError } from "./usage-error.ts";

/** What a manifest may bring along. */
export type Companion = "rbac" | "quota";

const known: readonly Companion[] = ["rbac", "quota"];

/** Nothing beside the pipeline. */
export const none: Companions = { objects: [], text: "", warnings: [] };

/** `--with rbac,quota` @throws UsageError for a word that is none of these */
export function companionsOption(text: string | undefined): readonly Companion[] {
  if (text === undefined) return [];
  return [...new Set(text.split(","))].map((word) => {
    const found = known.find((one) => one === word.trim());
    if (found === undefined) throw new UsageError(`--with wants rbac, quota or both, got "${word}".${didYouMean(word, known)}`);
    return found;
  });
}
