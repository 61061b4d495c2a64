import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { containersOf } from "../options/containers-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** Users and groups are whole numbers that Linux has. */
export const idOutOfRange: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) => {
    const { fsGroup, supplementalGroups } = options.security ?? {};
    const ids = [options.security, ...containersOf(options).map(({ container }) => container.security)].flatMap((one) => [
      one?.runAsUser,
      one?.runAsGroup,
    ]);
    return [...ids, fsGroup, ...(supplementalGroups ?? [])]
      .filter((id) => id !== undefined && !(Number.isInteger(id) && id >= 0 && id < 2 ** 31))
      .map((id) => problem("id-out-of-range", { owner, id: id! }, { at }));
  });
