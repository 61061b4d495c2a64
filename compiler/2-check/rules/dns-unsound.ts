import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** How names are looked up is something that Kubernetes takes. */
export const dnsUnsound: Rule = (plan) =>
  [...optionSites(plan), { owner: `Pipeline "${plan.name}"`, options: plan.options, at: plan.at }].flatMap(
    ({ owner, options: { dns }, at }) => {
      const { policy, nameservers = [], searches = [] } = dns ?? {};
      const reason =
        policy === "none" && nameservers.length === 0
          ? 'the policy "none" wants a nameserver'
          : nameservers.length > 3
            ? `${nameservers.length} nameservers are more than 3`
            : searches.length > 32
              ? `${searches.length} search domains are more than 32`
              : undefined;
      return reason === undefined ? [] : [problem("dns-unsound", { owner, reason }, { at })];
    },
  );
