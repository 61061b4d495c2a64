import type { ExtraContainer } from "../../../dsl/options/extra-container.ts";
import type { SecurityContext, UserContainer, Volume } from "../../argo/model.generated.ts";
import type { FullProfile } from "../../profiles/profiles.ts";
import { literal, lowerEnv, lowerEnvFrom } from "./env.ts";
import { lowerMounts } from "./mounts.ts";
import { pullPolicies } from "./pull-policy.ts";
import { lowerResources } from "./resources.ts";
import { containerSecurity, restricted } from "./security.ts";

/** Other people's images often write to their own file system, which "restricted" allows. */
const hardened: SecurityContext = {
  allowPrivilegeEscalation: restricted.allowPrivilegeEscalation!,
  capabilities: restricted.capabilities!,
};

/** A sidecar or an init container, with the volumes that only it has. */
export interface LoweredContainer {
  readonly container: UserContainer;
  readonly volumes: readonly Volume[];
}

export function lowerExtraContainer(given: ExtraContainer, taken: ReadonlySet<string>, profile: FullProfile): LoweredContainer {
  const { name, image, command, args, env, envFrom, mirrorMounts, pull, ports, ready } = given;
  const { volumes, mounts } = lowerMounts(given.mounts, taken);
  const variables = lowerEnv(env, false);
  const container: UserContainer = {
    name,
    image,
    ...(command && { command: command.map(literal) }),
    ...(args && { args: args.map(literal) }),
    ...(pull && { imagePullPolicy: pullPolicies[pull] }),
    ...(variables.length > 0 && { env: variables }),
    ...lowerEnvFrom(envFrom),
    ...lowerResources(given.resources, profile),
    ...(ports && { ports: ports.map((port) => ({ containerPort: port })) }),
    ...(ready && { readinessProbe: { httpGet: { path: ready.path, port: ready.port } } }),
    securityContext: containerSecurity(given.security, hardened),
    ...(mounts.length > 0 && { volumeMounts: mounts }),
    ...(mirrorMounts !== undefined && { mirrorVolumeMounts: mirrorMounts }),
  };
  return { container, volumes };
}
