import type { TaskOptions } from "../../../dsl/task-options.ts";
import { stableJson } from "../../../util/stable-json.ts";
import type { Memoize } from "../../argo/model.generated.ts";
import { constantExpression, member } from "../expression.ts";
import { goDuration } from "./seconds.ts";

/** What a cached result is known by. */
export interface CacheIdentity {
  readonly pipeline: string;
  readonly component: string;
  readonly image: string;
  /** Inputs of the template whose values count: parameters, variables, and digests of artifacts. */
  readonly inputs: readonly string[];
}

/**
 * A cached step. Its key is a hash, since the controller takes letters, digits and hyphens alone; what it is made of says when a result is
 * the same: the code (the image's tag or digest is its content), constants of its environment, and every input by its value, artifacts by their digests.
 * What a Secret or a ConfigMap holds is not part of it.
 */
export function lowerCache({ cache, env }: TaskOptions, identity: CacheIdentity): { readonly memoize?: Memoize } {
  if (cache === undefined || cache === false) return {};
  const { maxAge, version, configMap } = cache;
  const variables = Object.entries(env ?? {}).filter(([, value]) => typeof value !== "object");
  const constants = [
    imageIdentity(identity.image),
    // the same values under other names are another question
    ...(identity.inputs.length === 0 ? [] : [identity.inputs.join(" ")]),
    ...(version === undefined ? [] : [version]),
    ...(variables.length === 0 ? [] : [stableJson(Object.fromEntries(variables))]),
  ];
  const parts = [...constants.map(constantExpression), ...identity.inputs.map((name) => member("inputs.parameters", name))];
  return {
    memoize: {
      key: `{{= sprig.sha256sum(toJson([${parts.join(", ")}])) }}`,
      maxAge: goDuration(maxAge),
      cache: { configMap: { name: configMap ?? cacheName(identity) } },
    },
  };
}

/** The ConfigMap lies in the controller's namespace, for all: its name says whose it is. */
const cacheName = ({ pipeline, component }: CacheIdentity): string => `pw-{{workflow.namespace}}-${pipeline}-${component}`;

/** An image without its registry, and of our own the hash of its code alone: the same code gives the same in another registry, before it was built, and on another base. */
const imageIdentity = (image: string): string =>
  image
    .split("/")
    .at(-1)!
    .replace(/(:c-[0-9a-f]{16})(?:-[0-9a-f]{16})?(?:@.*)?$/, "$1");
