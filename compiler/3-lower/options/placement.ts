import { type NodeTerm, nodeLabel } from "../../../dsl/options/scheduling.ts";
import type { PodSpecPatch, TaskOptions } from "../../../dsl/task-options.ts";
import type { Template } from "../../argo/model.generated.ts";
import { spotOf } from "../../plan/spot.ts";
import type { FullProfile } from "../../profiles/profiles.ts";
import { deviceOf } from "./devices.ts";
import { isCuda } from "./gpu-environment.ts";
import { untilTry } from "./pod-patch.ts";
import { lowerAffinity, lowerToleration } from "./scheduling.ts";

/** Where a pod may stand. */
export interface Placement {
  readonly template: Partial<Template>;
  /** What changes from try to try, which no field of a template does. */
  readonly patch?: PodSpecPatch;
}

interface PlacementContext {
  readonly profile: FullProfile;
  readonly hasHarness: boolean;
}

/** Where the pod may stand: what the author wants, and what the device wants that it asks for. */
export function placement(options: TaskOptions, { profile, hasHarness }: PlacementContext): Placement {
  const gpu = options.resources?.gpu;
  const device = gpu === undefined ? undefined : deviceOf(gpu, profile);
  const spot = spotOf(options);
  const machines = spot && profile.spot;
  const terms = [...(device?.nodeTerms ?? []), ...(hasHarness && isCuda(gpu) ? generationTerms(profile) : [])];
  const spotTerms = machines ? [nodeLabel(machines.label).in(machines.value)] : [];
  const tolerations = [...(device?.tolerations ?? []), ...(machines?.tolerations ?? []), ...(options.tolerations ?? [])];
  const nodeSelector = { ...device?.nodeSelector, ...options.nodeSelector };
  const after = spot?.onDemandAfter;
  const fixed = after === undefined ? [...terms, ...spotTerms] : terms;
  const patch =
    after === undefined ? undefined : lowerAffinity(options.nodeAffinity, undefined, [...terms, ...changing(spotTerms, after)]);
  return {
    template: {
      ...(tolerations.length > 0 && { tolerations: tolerations.map(lowerToleration) }),
      ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
      ...lowerAffinity(options.nodeAffinity, options.podAffinity, fixed),
    },
    ...(patch && { patch: patch as PodSpecPatch }),
  };
}

/** Labelled so for the first tries, and not so from then on. */
const changing = (terms: readonly NodeTerm[], tries: number): readonly NodeTerm[] =>
  terms.map((term) => ({ ...term, operator: untilTry(tries, "In", "NotIn") as NodeTerm["operator"] }));

/** Generations for which CUDA 11, which TensorFlow.js is made for, has no code. Nodes without the label are none of them. */
const tooNew = ["10", "11", "12", "13"];

const generationTerms = ({ gpus }: FullProfile): readonly NodeTerm[] =>
  gpus.computeMajorLabel === undefined ? [] : [nodeLabel(gpus.computeMajorLabel).notIn(...tooNew)];
