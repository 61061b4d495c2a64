import type { SecurityOptions } from "../../../dsl/options/security.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { containersOf } from "../options/containers-of.ts";
import { distinctSites } from "../options/option-sites.ts";

/** What a container may and may not do agrees with itself. */
export const securityContradicts: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options, at }) =>
    [options.security, ...containersOf(options).map(({ container }) => container.security)].flatMap((security) => {
      const reason = security === undefined ? undefined : contradiction(security);
      return reason === undefined ? [] : [problem("security-contradicts", { owner, ...reason }, { at })];
    }),
  );

interface Contradiction {
  readonly reason: string;
  readonly mend: string;
}

function contradiction(security: SecurityOptions): Contradiction | undefined {
  const { runAsUser, runAsNonRoot, privileged, allowPrivilegeEscalation, addCapabilities } = security;
  if (runAsUser === 0 && runAsNonRoot !== false)
    return { reason: "it runs as user 0, which is root, and not as root", mend: "runAsNonRoot: false, if root is meant" };
  if (privileged === true && allowPrivilegeEscalation === false)
    return { reason: "a privileged container always may gain rights", mend: "privileged without allowPrivilegeEscalation" };
  if (
    allowPrivilegeEscalation !== true &&
    privileged !== true &&
    addCapabilities?.some((name) => /^(?:CAP_)?SYS_ADMIN$/.test(name))
  )
    return { reason: "with SYS_ADMIN a program may gain rights", mend: "allowPrivilegeEscalation: true, if it is meant" };
  return undefined;
}
