import type { PodRunner } from "../pod.ts";
import { runPod } from "../run-pod.ts";
import { type ContainerOptions, containerPlace } from "./container-place.ts";

/** Runs pods as containers of docker or podman. */
export function containerPods(options: ContainerOptions): PodRunner {
  const { place, killAll } = containerPlace(options);
  return {
    refusal: (template, volumes = []) => place.refusal(template, volumes),
    run: (pod) => runPod(pod, place, options),
    end: killAll,
  };
}
