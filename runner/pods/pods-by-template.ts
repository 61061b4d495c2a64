import type { Template } from "../../compiler/argo/model.generated.ts";
import { gpuRefusal } from "./machine/fits.ts";
import type { Machine } from "./machine/machine.ts";
import { podRequest } from "./machine/pod-request.ts";
import type { PodRefusal, PodRunner } from "./pod.ts";
import { podContainers } from "./pod-containers.ts";
import { contentTag } from "./process/content-tag.ts";

/** The runners among which a template finds its own. */
export interface PodPlaces {
  /** Pipewright's own components. */
  readonly process: PodRunner;
  /** `http` and `data`; refuses `plugin`. */
  readonly agent: PodRunner;
  /** `resource`, where there is a cluster; without it the agent refuses them. */
  readonly resource?: PodRunner;
  /** Foreign containers; without it they are refused. */
  readonly foreign?: PodRunner;
  /** What there is of devices; without it nobody counts them. */
  readonly machine?: Machine;
  /** Whether our own components run where foreign containers do, when their images were built. */
  readonly builtAsForeign?: boolean;
}

/** A runner that hands each template to the one that can run it. */
export function podsByTemplate(places: PodPlaces): PodRunner {
  const { process, agent, resource = agent, foreign = noForeign } = places;
  const runnerOf = (template: Template): PodRunner => {
    if (template.resource !== undefined) return resource;
    if (podContainers(template).length === 0) return agent;
    return isOwn(template) && !(places.builtAsForeign === true && isBuilt(template)) ? process : foreign;
  };
  return {
    refusal: async (template, volumes) => {
      const runner = runnerOf(template);
      const lacking =
        runner === foreign && places.machine !== undefined ? gpuRefusal(places.machine, podRequest(template)) : undefined;
      return (await runner.refusal(template, volumes)) ?? (lacking === undefined ? undefined : { why: lacking, isOurs: false });
    },
    run: (pod) => runnerOf(pod.template).run(pod),
    end: async () => {
      await Promise.all([...new Set([process, agent, resource, foreign])].map((runner) => runner.end()));
    },
  };
}

/** Whether a template is a component of Pipewright's, with nothing foreign beside it. */
const isOwn = (template: Template): boolean =>
  template.container !== undefined &&
  podContainers(template).every(({ spec, role }) => role === "main" && contentTag(spec.image ?? "") !== undefined);

/** Whether a build has said the digest of its image. */
const isBuilt = (template: Template): boolean => template.container?.image?.includes("@sha256:") === true;

const noForeign: PodRunner = {
  refusal: async (template): Promise<PodRefusal> => {
    const [image] = podContainers(template).flatMap(({ spec }) => spec.image ?? []);
    return { why: `its image "${image ?? ""}" is none of Pipewright's`, isOurs: false, wantsExecutor: true };
  },
  run: async () => ({ phase: "Error", message: "no executor runs this image", outputs: {} }),
  end: async () => undefined,
};
