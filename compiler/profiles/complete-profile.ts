import { mergeOptions } from "../../dsl/options/merge-options.ts";
import type { Profile } from "../../dsl/profile.ts";
import type { TaskDefaults } from "../../dsl/task-options.ts";
import { defaultProfile, type FullProfile, profiles } from "./profiles.ts";

/**
 * An author's profile on top of the one that it adds to.
 * @returns undefined when there is no profile of the name that it gives as its base
 */
export function completeProfile(given: Profile): FullProfile | undefined {
  const base = given.base === undefined ? defaultProfile : Object.hasOwn(profiles, given.base) ? profiles[given.base] : undefined;
  if (base === undefined) return undefined;
  return Object.freeze({
    ...base,
    ...given,
    gpu: given.gpu ?? base.gpu,
    kinds: { ...base.kinds, ...given.kinds },
    vendors: { ...base.vendors, ...given.vendors },
    gpus: { ...base.gpus, ...given.gpus },
    queues: given.queues ?? base.queues,
    devices: [...base.devices, ...(given.devices ?? []), ...Object.values(given.kinds ?? {}).map(({ resource }) => resource)],
    defaults: mergeOptions<TaskDefaults>(base.defaults ?? {}, given.defaults ?? {}),
    options: { ...base.options, ...given.options },
  });
}
