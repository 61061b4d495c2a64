import type { SecurityOptions } from "../../../dsl/options/security.ts";
import type { PodSecurityContext, SecurityContext } from "../../argo/model.generated.ts";

/** What Pod Security "restricted" wants of a container, and a root file system that nobody changes. */
export const restricted: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
};

/** User and group of every container: the ones that Argo's own non-root executor has. */
const userId = 8737;

/** What every pod has. */
export const podSecurity: PodSecurityContext = {
  runAsNonRoot: true,
  runAsUser: userId,
  runAsGroup: userId,
  fsGroup: userId,
  seccompProfile: { type: "RuntimeDefault" },
};

/** A container's own security: `base`, and what the author changed on purpose. */
export function containerSecurity(options: SecurityOptions | undefined, base: SecurityContext): SecurityContext {
  if (options === undefined) return base;
  const { runAsUser, runAsGroup, runAsNonRoot, readOnlyRootFilesystem, allowPrivilegeEscalation, privileged } = options;
  const { addCapabilities, seccomp } = options;
  // A privileged container always may; the API server refuses one that says it may not.
  const mayEscalate = allowPrivilegeEscalation ?? (privileged === true ? true : undefined);
  return {
    ...base,
    ...(mayEscalate !== undefined && { allowPrivilegeEscalation: mayEscalate }),
    ...(addCapabilities && { capabilities: { ...base.capabilities, add: addCapabilities } }),
    ...(readOnlyRootFilesystem !== undefined && { readOnlyRootFilesystem }),
    ...(privileged !== undefined && { privileged }),
    ...(runAsUser !== undefined && { runAsUser }),
    ...(runAsGroup !== undefined && { runAsGroup }),
    ...(runAsNonRoot !== undefined && { runAsNonRoot }),
    ...(seccomp !== undefined && { seccompProfile: seccompProfile(seccomp) }),
  };
}

/** The pod's part. A template's takes the place of the workflow's whole, so what is not changed is said again. */
export function lowerPodSecurity(options: SecurityOptions | undefined): { readonly securityContext?: PodSecurityContext } {
  const { fsGroup, supplementalGroups } = options ?? {};
  if (fsGroup === undefined && supplementalGroups === undefined) return {};
  return {
    securityContext: {
      ...podSecurity,
      ...(fsGroup !== undefined && { fsGroup }),
      ...(supplementalGroups && { supplementalGroups }),
    },
  };
}

function seccompProfile(seccomp: NonNullable<SecurityOptions["seccomp"]>): NonNullable<SecurityContext["seccompProfile"]> {
  if (typeof seccomp === "object") return { type: "Localhost", localhostProfile: seccomp.localhost };
  return { type: seccomp === "unconfined" ? "Unconfined" : "RuntimeDefault" };
}
