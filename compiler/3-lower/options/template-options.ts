import type { TaskOptions } from "../../../dsl/task-options.ts";
import type { Container, Template, Volume } from "../../argo/model.generated.ts";
import type { FullProfile } from "../../profiles/profiles.ts";
import { claimEntry } from "./device-claims.ts";
import { lowerEnv, lowerEnvFrom } from "./env.ts";
import { expandedOptions } from "./expanded-options.ts";
import { type LoweredContainer, lowerExtraContainer } from "./extra-container.ts";
import { lowerLocks } from "./locks.ts";
import { lowerMetrics } from "./metrics.ts";
import { lowerMounts } from "./mounts.ts";
import { placement } from "./placement.ts";
import { lowerPodPatch } from "./pod-patch.ts";
import { pullPolicies } from "./pull-policy.ts";
import { lowerResources } from "./resources.ts";
import { lowerRetry } from "./retry.ts";
import { goDuration, wholeSeconds } from "./seconds.ts";
import { containerSecurity, lowerPodSecurity, restricted } from "./security.ts";
import { lowerVolume } from "./volumes.ts";

/** The workflow that templates are made for. */
export interface WorkflowContext {
  readonly pipeline: string;
  readonly profile: FullProfile;
  /** Names of volumes that the workflow has. */
  readonly workflowVolumes: ReadonlySet<string>;
}

/** What the options of a task mean depends on. */
export interface OptionsContext extends WorkflowContext {
  /** Whether the container is one of ours, whose harness checks, decodes and ends with codes that mean something. */
  readonly hasHarness: boolean;
}

/** What holds for any template that a task calls, whether it has a pod or not. */
export function callOptions(options: TaskOptions): Partial<Template> {
  const { displayName, locks, metrics } = options;
  return {
    ...(displayName !== undefined && { annotations: { "workflows.argoproj.io/display-name": displayName } }),
    ...lowerLocks(locks),
    ...lowerMetrics(metrics, "step"),
  };
}

/**
 * The options of a task as fields of its template, all but those of its container. Everything stands on the template itself: what a pod
 * inherits from a DAG or from the workflow, Argo replaces whole as soon as the template says a word of its own.
 */
export function templateOptions(given: TaskOptions, context: OptionsContext): Partial<Template> {
  const options = expandedOptions(given, context);
  const { timeout, pendingTimeout, retry, labels, annotations, serviceAccount, automountToken } = options;
  const { priorityClass, scheduler, hostAliases, archiveLogs, security } = options;
  const { volumes, sidecars, initContainers } = podParts(options, context);
  const place = placement(options, context);
  const claim = options.resources?.gpu && claimEntry(options.resources.gpu, context.pipeline);
  return {
    ...callOptions(options),
    ...((labels || annotations) && { metadata: { ...(labels && { labels }), ...(annotations && { annotations }) } }),
    ...lowerRetry(retry, context.hasHarness),
    ...(timeout !== undefined && timeout !== false && { activeDeadlineSeconds: wholeSeconds(timeout) }),
    ...(pendingTimeout !== undefined && pendingTimeout !== false && { pendingTimeout: goDuration(pendingTimeout) }),
    ...place.template,
    ...(priorityClass !== undefined && { priorityClassName: priorityClass }),
    ...(scheduler !== undefined && { schedulerName: scheduler }),
    ...(serviceAccount !== undefined && { serviceAccountName: serviceAccount }),
    ...(automountToken !== undefined && { automountServiceAccountToken: automountToken }),
    ...(hostAliases && { hostAliases: hostAliases.map(({ ip, names }) => ({ ip, hostnames: names })) }),
    ...(archiveLogs !== undefined && { archiveLocation: { archiveLogs } }),
    ...lowerPodSecurity(security),
    ...(volumes.length > 0 && { volumes }),
    ...(initContainers.length > 0 && { initContainers: initContainers.map(({ container }) => container) }),
    ...(sidecars.length > 0 && { sidecars: sidecars.map(({ container }) => container) }),
    ...(claim && { resourceClaims: [claim] }),
    ...lowerPodPatch(options, place.patch),
  };
}

/** The options of a task as fields of its own container; `base` are those that it has anyway. */
export function containerOptions(
  given: TaskOptions,
  context: OptionsContext,
  base: Pick<Container, "env" | "volumeMounts"> = {},
): Partial<Container> {
  const options = expandedOptions(given, context);
  const { env, envFrom, pull, resources, security } = options;
  const ownMounts = lowerMounts(options.mounts, takenNames(options, context)).mounts;
  const ownPaths = new Set(ownMounts.map(({ mountPath }) => mountPath));
  const mounts = [...(base.volumeMounts ?? []).filter(({ mountPath }) => !ownPaths.has(mountPath)), ...ownMounts];
  const variables = [
    ...(base.env ?? []).filter(({ name }) => env === undefined || !Object.hasOwn(env, name)),
    ...lowerEnv(env, context.hasHarness),
  ];
  return {
    ...(pull && { imagePullPolicy: pullPolicies[pull] }),
    ...(variables.length > 0 && { env: variables }),
    ...lowerEnvFrom(envFrom),
    ...lowerResources(resources, context.profile),
    securityContext: containerSecurity(security, restricted),
    ...(mounts.length > 0 && { volumeMounts: mounts }),
  };
}

/** Names that a volume of a mount's own may not take. */
const takenNames = ({ volumes }: TaskOptions, { workflowVolumes }: OptionsContext): ReadonlySet<string> =>
  new Set([...workflowVolumes, ...Object.keys(volumes ?? {})]);

interface PodParts {
  readonly volumes: readonly Volume[];
  readonly sidecars: readonly LoweredContainer[];
  readonly initContainers: readonly LoweredContainer[];
}

/** The volumes of a pod, those of its extra containers too, each under a name of its own. */
function podParts(options: TaskOptions, context: OptionsContext): PodParts {
  const taken = new Set(takenNames(options, context));
  const volumes: Volume[] = Object.entries(options.volumes ?? {}).map(([name, volume]) => lowerVolume(name, volume));
  const take = (added: readonly Volume[]): void => {
    for (const volume of added) {
      volumes.push(volume);
      taken.add(volume.name);
    }
  };
  take(lowerMounts(options.mounts, taken).volumes);
  const lowerEach = (given: TaskOptions["sidecars"]): readonly LoweredContainer[] =>
    (given ?? []).map((one) => {
      const lowered = lowerExtraContainer(one, taken, context.profile);
      take(lowered.volumes);
      return lowered;
    });
  return { initContainers: lowerEach(options.initContainers), sidecars: lowerEach(options.sidecars), volumes };
}
