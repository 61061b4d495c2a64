import type { Gpu } from "../../../dsl/gpu.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";
import type { Work } from "../../../dsl/work.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** What a step wants of a GPU can be true of one device. The editor says the same of what it can see. */
export const gpuWishesContradict: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, task, at }) =>
    [...contradictions(options.resources?.gpu), ...ofWorkers(options, task?.component.work)].map((reason) =>
      problem("gpu-wishes-contradict", { owner, reason }, { at }),
    ),
  );

/** Argo counts the tries of its own steps; the pods of a set begin anew by the set's own rule. */
function ofWorkers({ resources }: TaskOptions, work: Work | undefined): readonly string[] {
  const spot = resources?.gpu?.wants.spot;
  if (work?.kind !== "resource" || typeof spot !== "object" || spot.onDemandAfter === undefined) return [];
  return ["onDemandAfter counts tries of Argo's, and a set of jobs begins anew by its own restarts"];
}

function contradictions(gpu: Gpu | undefined): readonly string[] {
  if (gpu === undefined) return [];
  const { count, wants } = gpu;
  const { mig, vendor = "nvidia", claim, topology, kind } = wants;
  const isShared = wants.shared !== undefined && wants.shared !== false;
  const inClaim = (["kind", "memory", "vendor", "mig", "shared"] as const).filter((name) => wants[name] !== undefined);
  return [
    ...(claim !== undefined
      ? inClaim.map((name) => `claim and ${name} exclude each other: a claim says it in its selectors`)
      : []),
    ...(claim === undefined && topology !== undefined ? ["topology is found by a claim, and there is none"] : []),
    ...(claim === undefined && mig !== undefined && isShared
      ? ["a slice (mig) belongs to one pod alone, and shared says the opposite"]
      : []),
    ...(claim === undefined && isShared && count > 1
      ? [`a shared GPU is asked for once: ${count} of them are no more of it`]
      : []),
    ...(claim === undefined && vendor !== "nvidia"
      ? [
          ...(mig !== undefined ? [`mig is of NVIDIA's GPUs, and vendor is "${vendor}"`] : []),
          ...(isShared ? [`shared is of NVIDIA's GPUs, and vendor is "${vendor}"`] : []),
          ...(kind !== undefined ? [`kinds are of NVIDIA's GPUs, and vendor is "${vendor}"`] : []),
          ...(wants.memory !== undefined ? [`memory is known of NVIDIA's GPUs, and vendor is "${vendor}"`] : []),
        ]
      : []),
  ];
}
