import type { TaskCache } from "../options/cache.ts";
import type { ExtraContainer } from "../options/extra-container.ts";
import type { RetryCondition } from "../options/last-try.ts";
import type { Mutex, Semaphore } from "../options/locks.ts";
import type { Queue } from "../options/queue.ts";
import type { Backoff, Retry } from "../options/retry.ts";
import type { CallOptions, TaskDefaults, TaskOptions } from "../task-options.ts";
import { outputOptions } from "./location-shapes.ts";
import { metrics } from "./metric-shapes.ts";
import { type Fields, made, madeOneOf, object, optional } from "./object-shape.ts";
import { dns, hostAliases, nodeAffinity, podAffinity, tolerations, topologySpread } from "./scheduling-shapes.ts";
import { anything, choice, lazy, list, number, oneOf, record, type Shape, text, truth } from "./shape.ts";
import {
  containerSecurity,
  duration,
  env,
  envFrom,
  numbers,
  patch,
  pull,
  resources,
  security,
  smallResources,
  textByKey,
  texts,
} from "./value-shapes.ts";
import { mounts, volumes } from "./volume-shapes.ts";

const off: Shape = choice(false);

const retryWhen: Shape = lazy("a condition such as lastTry.errored", () => retryCondition);
const methods = { and: anything, or: anything };
const retryCondition: Shape = madeOneOf<"test", RetryCondition>(
  "retry-condition",
  "a condition such as lastTry.errored",
  "test",
  {
    "exit-code": { codes: numbers, isOneOf: truth, ...methods },
    status: { status: choice("Failed", "Error"), ...methods },
    message: { pattern: text, ...methods },
    duration: { seconds: number, shorter: truth, ...methods },
    and: { left: retryWhen, right: retryWhen, ...methods },
    or: { left: retryWhen, right: retryWhen, ...methods },
  },
);

const retry: Shape = oneOf(
  number,
  object<Retry>("an object such as { limit }", {
    limit: number,
    policy: optional(choice("on-failure", "on-error", "on-transient-error", "always")),
    when: optional(retryCondition),
    backoff: optional(
      object<Backoff>("an object such as { duration }", {
        duration,
        factor: optional(number),
        cap: optional(duration),
        maxDuration: optional(duration),
      }),
    ),
    anotherNode: optional(truth),
  }),
);

const cache = object<TaskCache>("an object such as { maxAge }", {
  maxAge: duration,
  version: optional(text),
  configMap: optional(text),
  // refs among them are taken out, and every other value has some text
  digests: optional(record(oneOf(text, number), "an object of texts and numbers by input")),
});

const containers: Shape = list(
  object<ExtraContainer>("{ name, image }", {
    name: text,
    image: text,
    command: optional(texts),
    args: optional(texts),
    env: optional(env),
    envFrom: optional(envFrom),
    mounts: optional(mounts),
    mirrorMounts: optional(truth),
    resources: optional(smallResources),
    pull: optional(pull),
    security: optional(containerSecurity),
    ports: optional(numbers),
    ready: optional(object<{ path: string; port: number }>("{ path, port }", { path: text, port: number })),
  }),
  "a list of containers",
);

/** Held while a step, or a run, goes on. */
export const locks: Shape = list(
  oneOf(
    made<Mutex>("mutex", "mutex(name)", { name: text, namespace: optional(text), database: optional(truth) }),
    made<Semaphore>("semaphore", "semaphore(limit)", {
      limit: oneOf(
        object<{ configMap: string; key: string }>("{ configMap, key }", { configMap: text, key: text }),
        object<{ database: string }>("{ database }", { database: text }),
      ),
      namespace: optional(text),
    }),
  ),
  "a list of locks such as mutex(name)",
);

const fields: Fields<TaskOptions> = {
  annotations: optional(textByKey),
  archiveLogs: optional(truth),
  automountToken: optional(truth),
  cache: optional(oneOf(cache, off)),
  displayName: optional(text),
  name: optional(text),
  dns: optional(dns),
  env: optional(env),
  envFrom: optional(envFrom),
  hostAliases: optional(hostAliases),
  initContainers: optional(containers),
  labels: optional(textByKey),
  locks: optional(locks),
  metrics: optional(metrics),
  mounts: optional(mounts),
  nodeAffinity: optional(nodeAffinity),
  nodeSelector: optional(textByKey),
  outputs: optional(record(outputOptions, "an object of options by output")),
  pendingTimeout: optional(oneOf(duration, off)),
  podAffinity: optional(podAffinity),
  podSpecPatch: optional(patch),
  priorityClass: optional(text),
  pull: optional(pull),
  queue: optional(oneOf(text, object<Queue>("{ name }", { name: text, priority: optional(text) }), off)),
  resources: optional(resources),
  retry: optional(retry),
  runtimeClass: optional(text),
  scheduler: optional(text),
  security: optional(security),
  serviceAccount: optional(text),
  sidecars: optional(containers),
  terminationGrace: optional(duration),
  timeout: optional(oneOf(duration, off)),
  tolerations: optional(tolerations),
  topologySpread: optional(topologySpread),
  volumes: optional(volumes),
};

/** How a task runs. */
export const taskOptionsShape: Shape = object<TaskOptions>("an object of options", fields);

const { displayName: _displayName, name, outputs: _outputs, ...ofAll } = fields;

/** How each task of a pipeline, or of a cluster, runs. */
export const taskDefaultsShape: Shape = object<TaskDefaults>("an object of options", ofAll);

/** How each task of a called pipeline runs. */
export const callOptionsShape: Shape = object<CallOptions>("an object of options", { ...ofAll, name });
