import type { PodRunner } from "../pod.ts";
import { runPod } from "../run-pod.ts";
import { type HostOptions, hostPlace } from "./host-place.ts";

/** Runs foreign containers as processes of this machine, each with paths of its own. */
export function hostPods(options: HostOptions): PodRunner {
  const { place, killAll } = hostPlace(options);
  return {
    refusal: (template, volumes = []) => place.refusal(template, volumes),
    run: (pod) => runPod(pod, place, options),
    end: async () => killAll(),
  };
}
