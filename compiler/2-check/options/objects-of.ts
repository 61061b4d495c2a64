import type { EnvFrom } from "../../../dsl/options/env.ts";
import type { Volume } from "../../../dsl/options/volume.ts";
import type { PipelineOptions } from "../../../dsl/pipeline-options.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";
import { containersOf } from "./containers-of.ts";
import { volumesOf } from "./mounts-of.ts";
import { variablesOf } from "./variables-of.ts";

/** The name of an object of the cluster that options refer to. */
export interface ObjectUse {
  /** What it is, to stand in a sentence: `Secret`. */
  readonly what: string;
  readonly name: string;
}

/** Every object that the options of tasks refer to. */
export function objectsOf(options: TaskOptions): readonly ObjectUse[] {
  const { serviceAccount, priorityClass, runtimeClass, scheduler, cache, locks, envFrom, resources } = options;
  const sources = [...(envFrom ?? []), ...containersOf(options).flatMap(({ container }) => container.envFrom ?? [])];
  return [
    ...named("service account", serviceAccount),
    ...named("priority class", priorityClass),
    ...named("runtime class", runtimeClass),
    ...named("scheduler", scheduler),
    ...named("device class", resources?.gpu?.wants.claim?.deviceClass),
    ...named("ConfigMap", cache === false ? undefined : cache?.configMap),
    ...sources.map(ofEnvFrom),
    ...variablesOf(options, undefined).flatMap(({ value }): readonly ObjectUse[] => {
      if (typeof value !== "object" || !("kind" in value)) return [];
      if (value.kind === "secret-key") return [{ what: "Secret", name: value.name }];
      return value.kind === "config-map-key" ? [{ what: "ConfigMap", name: value.name }] : [];
    }),
    ...volumesOf(options).flatMap(ofVolume),
    ...lockObjects(locks),
  ];
}

/** Every object that the options of a pipeline refer to. */
export const pipelineObjectsOf = (options: PipelineOptions): readonly ObjectUse[] => [
  ...named("service account", options.serviceAccount),
  ...named("service account", options.executorServiceAccount),
  ...named("ConfigMap", options.artifactRepository?.configMap),
  ...(options.imagePullSecrets ?? []).map((name) => ({ what: "Secret", name })),
  ...Object.values(options.volumes ?? {}).flatMap(ofVolume),
  ...lockObjects(options.locks),
];

const named = (what: string, name: string | undefined): readonly ObjectUse[] => (name === undefined ? [] : [{ what, name }]);

const ofEnvFrom = (source: EnvFrom): ObjectUse =>
  "secret" in source ? { what: "Secret", name: source.secret } : { what: "ConfigMap", name: source.configMap };

const lockObjects = (locks: TaskOptions["locks"]): readonly ObjectUse[] =>
  (locks ?? []).flatMap((lock) =>
    lock.kind === "semaphore" && "configMap" in lock.limit ? [{ what: "ConfigMap", name: lock.limit.configMap }] : [],
  );

function ofVolume(volume: Volume): readonly ObjectUse[] {
  switch (volume.source) {
    case "secret":
      return [{ what: "Secret", name: volume.name }];
    case "config-map":
      return [{ what: "ConfigMap", name: volume.name }];
    case "claim":
      return [{ what: "PersistentVolumeClaim", name: volume.name }];
    case "ephemeral-claim":
      return named("storage class", volume.claim.storageClass);
    case "projected":
      return volume.parts.flatMap((part): readonly ObjectUse[] => {
        if ("secret" in part) return [{ what: "Secret", name: part.secret }];
        return "configMap" in part ? [{ what: "ConfigMap", name: part.configMap }] : [];
      });
    default:
      return [];
  }
}
