import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { amountText, amountValue } from "../options/amount-value.ts";
import { distinctSites } from "../options/option-sites.ts";
import { sharesOf } from "../options/quantities-of.ts";

/** No more is set aside than may be used: the API server refuses such a pod when it is made. */
export const requestOverLimit: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options, at }) =>
    Object.entries(sharesOf(options.resources ?? {})).flatMap(([resource, { request, limit }]) => {
      if (request === undefined || limit === undefined) return [];
      const [low, high] = [amountValue(request), amountValue(limit)];
      if (low === undefined || high === undefined || low <= high) return [];
      const words = { owner, resource, request: amountText(request), limit: amountText(limit) };
      return [problem("request-over-limit", words, { at })];
    }),
  );
