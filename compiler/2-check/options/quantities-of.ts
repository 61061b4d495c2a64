import type { ClaimSpec, Volume } from "../../../dsl/options/volume.ts";
import type { PipelineOptions } from "../../../dsl/pipeline-options.ts";
import type { Resources, Share } from "../../../dsl/resources.ts";
import type { Size } from "../../../dsl/size.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";
import { containersOf } from "./containers-of.ts";
import { mountEntries } from "./mounts-of.ts";

/** An amount as the author wrote it, and the option that it stands in. */
export interface Amount {
  readonly option: string;
  readonly amount: number | string | Size;
}

/** Every amount among the options of tasks. */
export const amountsOf = (options: TaskOptions): readonly Amount[] => [
  ...resourceAmounts("resources", options.resources),
  ...gpuAmounts(options.resources),
  ...containersOf(options).flatMap(({ container, option }) =>
    resourceAmounts(`${option} "${container.name}": resources`, container.resources),
  ),
  ...Object.entries(options.volumes ?? {}).flatMap(([name, volume]) => volumeAmounts(`volumes.${name}`, volume)),
  ...mountEntries(options).flatMap(([path, mounted]) =>
    mounted.kind === "volume" ? volumeAmounts(`mounts["${path}"]`, mounted) : [],
  ),
];

/** Every amount among the options of a pipeline. */
export const pipelineAmountsOf = ({ volumes, volumeClaims }: PipelineOptions): readonly Amount[] => [
  ...Object.entries(volumes ?? {}).flatMap(([name, volume]) => volumeAmounts(`volumes.${name}`, volume)),
  ...Object.entries(volumeClaims ?? {}).flatMap(([name, claim]) => claimAmounts(`volumeClaims.${name}`, claim)),
];

/** What is asked for of the resources that a scheduler counts, request and limit apart. */
export function sharesOf({ cpu, memory, ephemeralStorage }: Resources): Readonly<Record<string, Share<number | string | Size>>> {
  const both = <T>(amount: T | Share<T>): Share<T> => (isShare(amount) ? amount : { request: amount, limit: amount });
  return {
    ...(cpu !== undefined && { cpu: isShare(cpu) ? cpu : { request: cpu } }),
    ...(memory !== undefined && { memory: both<Size | string>(memory) }),
    ...(ephemeralStorage !== undefined && { ephemeralStorage: both<Size | string>(ephemeralStorage) }),
  };
}

export const isShare = <T>(amount: T | Share<T>): amount is Share<T> =>
  typeof amount === "object" && amount !== null && !("kind" in amount);

function resourceAmounts(path: string, resources: Resources | undefined): readonly Amount[] {
  const given = { cpu: resources?.cpu, memory: resources?.memory, ephemeralStorage: resources?.ephemeralStorage };
  return Object.entries(given).flatMap(([name, amount]): readonly Amount[] => {
    if (amount === undefined) return [];
    if (!isShare<number | string | Size>(amount)) return [{ option: `${path}.${name}`, amount }];
    return (["request", "limit"] as const).flatMap((side) =>
      amount[side] === undefined ? [] : [{ option: `${path}.${name}.${side}`, amount: amount[side] }],
    );
  });
}

const gpuAmounts = (resources: Resources | undefined): readonly Amount[] =>
  resources?.gpu?.wants.memory === undefined ? [] : [{ option: "resources.gpu.memory", amount: resources.gpu.wants.memory }];

function volumeAmounts(path: string, volume: Volume): readonly Amount[] {
  if (volume.source === "ephemeral-claim") return claimAmounts(path, volume.claim);
  return volume.source === "empty-dir" && volume.size !== undefined ? [{ option: `${path}.size`, amount: volume.size }] : [];
}

const claimAmounts = (path: string, { size }: ClaimSpec): readonly Amount[] => [{ option: `${path}.size`, amount: size }];
