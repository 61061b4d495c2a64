import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { amountText, amountValue } from "../options/amount-value.ts";
import { mountEntries } from "../options/mounts-of.ts";
import { distinctSites } from "../options/option-sites.ts";
import { sharesOf } from "../options/quantities-of.ts";

/** A folder in memory fits into the memory that the step may use, of which it is a part. */
export const memoryVolumeOverLimit: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options, at }) => {
    const limit = sharesOf(options.resources ?? {})["memory"]?.limit;
    const most = limit === undefined ? undefined : amountValue(limit);
    if (limit === undefined || most === undefined) return [];
    return mountEntries(options).flatMap(([path, mounted]) => {
      if (mounted.kind !== "volume" || mounted.source !== "empty-dir" || !mounted.memory || mounted.size === undefined) return [];
      if ((amountValue(mounted.size) ?? 0) < most) return [];
      const words = { owner, path, size: amountText(mounted.size), limit: amountText(limit) };
      return [problem("memory-volume-over-limit", words, { at })];
    });
  });
