import type { Duration } from "../duration.ts";
import type { Gpu, GpuClaim, Spot } from "../gpu.ts";
import type { ConfigMapKey } from "../options/config-map.ts";
import type { EnvFrom, OwnResource, PodField } from "../options/env.ts";
import type { SecretKey } from "../options/secret.ts";
import type { SecurityOptions } from "../options/security.ts";
import type { Resources, Share } from "../resources.ts";
import type { Size } from "../size.ts";
import { type Fields, made, object, optional } from "./object-shape.ts";
import { anything, choice, isObject, list, misfitsOf, number, oneOf, plain, record, type Shape, text, truth } from "./shape.ts";

/** `minutes(30)` or `"30m"` */
export const duration: Shape = oneOf(made<Duration>("duration", "a duration such as minutes(30)", { seconds: number }), text);
/** `gibibytes(8)` or `"8Gi"` */
export const size: Shape = oneOf(made<Size>("size", "a size such as gibibytes(8)", { bytes: number }), text);
export const texts: Shape = list(text, "a list of texts");
export const numbers: Shape = list(number, "a list of numbers");
/** Labels, annotations and the like. */
export const textByKey: Shape = record(text, "an object of texts");

export const secretKey: Shape = made<SecretKey>("secret-key", "secret(name, key)", {
  name: text,
  key: text,
  optional: optional(truth),
});

export const envSource: Shape = oneOf(
  secretKey,
  made<ConfigMapKey>("config-map-key", "configMap(name, key)", { name: text, key: text, optional: optional(truth) }),
  made<PodField>("pod-field", "podField(path)", { path: text }),
  made<OwnResource>("own-resource", "ownResource(name)", { resource: text, divisor: optional(text) }),
);

/** The value of a variable: what is neither text nor a source is another rule's, which says it better. */
const envValue: Shape = Object.freeze({
  ...anything,
  inside: (value: unknown, path: string) => (envSource.takes(value) ? misfitsOf(value, envSource, path) : []),
});

export const env: Shape = record(envValue, "an object of variables");

const ofAll = { prefix: optional(text), optional: optional(truth) };
export const envFrom: Shape = list(
  oneOf(
    object<Extract<EnvFrom, { configMap: string }>>("{ configMap }", { configMap: text, ...ofAll }),
    object<Extract<EnvFrom, { secret: string }>>("{ secret }", { secret: text, ...ofAll }),
  ),
  "a list of { configMap } and { secret }",
);

const share = (amount: Shape): Shape =>
  oneOf(amount, object<Share<unknown>>("{ request, limit }", { request: optional(amount), limit: optional(amount) }));

const amounts = {
  cpu: optional(share(oneOf(number, text))),
  memory: optional(share(size)),
  ephemeralStorage: optional(share(size)),
  devices: optional(record(number, "an object of numbers by device")),
};

const gpuFields: Shape = object<Gpu["wants"]>("an object such as { kind }", {
  kind: optional(text),
  memory: optional(size),
  vendor: optional(choice("nvidia", "amd", "intel")),
  mig: optional(text),
  shared: optional(oneOf(truth, choice("time-slicing", "mps"))),
  spot: optional(
    oneOf(truth, object<Spot>("{ onDemandAfter }", { onDemandAfter: optional(number), startsAnew: optional(truth) })),
  ),
  claim: optional(object<GpuClaim>("{ deviceClass }", { deviceClass: text, selectors: optional(texts) })),
  topology: optional(text),
});

/** Its `kind` is one of GPUs, and not of the DSL's own objects. */
const gpuWishes: Shape = Object.freeze({ ...gpuFields, takes: isObject });

export const resources: Shape = object<Resources>("an object such as { cpu, memory, gpu }", {
  ...amounts,
  gpu: optional(made<Gpu>("gpu", "gpu(count)", { count: number, wants: gpuWishes })),
});

/** Without GPUs: the sidecars' and the init containers'. */
export const smallResources: Shape = object<Omit<Resources, "gpu">>("an object such as { cpu, memory }", amounts);

const ofContainers: Fields<Omit<SecurityOptions, "fsGroup" | "supplementalGroups">> = {
  runAsUser: optional(number),
  runAsGroup: optional(number),
  runAsNonRoot: optional(truth),
  readOnlyRootFilesystem: optional(truth),
  allowPrivilegeEscalation: optional(truth),
  privileged: optional(truth),
  addCapabilities: optional(texts),
  seccomp: optional(
    oneOf(choice("runtime-default", "unconfined"), object<{ localhost: string }>("{ localhost }", { localhost: text })),
  ),
};

/** Of a container of its own. */
export const containerSecurity: Shape = object("an object such as { runAsUser }", ofContainers);

export const security: Shape = object<SecurityOptions>("an object such as { runAsUser }", {
  ...ofContainers,
  fsGroup: optional(number),
  supplementalGroups: optional(numbers),
});

export const pull: Shape = choice("always", "if-not-present", "never");

/** Any object, whose parts are Kubernetes' own: the patch is judged as a whole. */
export const patch: Shape = plain("an object of fields of a pod's spec", isObject);
