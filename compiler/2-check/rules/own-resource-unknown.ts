import { quantityOf } from "../../argo/laws/quantity.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { variablesOf } from "../options/variables-of.ts";

/** What a variable says of the container's resources is a request or a limit that Kubernetes tells. */
export const ownResourceUnknown: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, task, at }) =>
    variablesOf(options, task).flatMap(({ value }) => {
      if (typeof value !== "object" || !("kind" in value) || value.kind !== "own-resource") return [];
      const { resource, divisor } = value;
      const isKnown = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-\S+)$/.test(resource);
      if (isKnown && (divisor === undefined || divisors.has(divisor) || quantityOf(divisor) === 0)) return [];
      return [problem("own-resource-unknown", { owner, resource, divisor: divisor ?? "1" }, { at })];
    }),
  );

/** The units that the API server takes. */
const divisors = new Set(["1", "1m", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"]);
