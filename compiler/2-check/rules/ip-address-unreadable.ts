import { isIP } from "node:net";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** An address is one of IPv4 or IPv6. */
export const ipAddressUnreadable: Rule = (plan) =>
  [...optionSites(plan), { owner: `Pipeline "${plan.name}"`, options: plan.options, at: plan.at }].flatMap(
    ({ owner, options: { hostAliases, dns }, at }) =>
      [...(hostAliases ?? []).map(({ ip }) => ip), ...(dns?.nameservers ?? [])]
        .filter((ip) => isIP(ip) === 0)
        .map((ip) => problem("ip-address-unreadable", { owner, ip }, { at })),
  );
