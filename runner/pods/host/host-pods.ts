import type { PodRunner } from "../pod.ts";
import { PortClaims } from "../port-claims.ts";
import { runPod } from "../run-pod.ts";
import { type HostOptions, hostPlace } from "./host-place.ts";

/** Runs foreign containers as processes of this machine, each with paths of its own. */
export function hostPods(options: HostOptions): PodRunner {
  const { place, killAll } = hostPlace(options);
  const { ports = new PortClaims() } = options;
  return {
    refusal: (template, volumes = []) => place.refusal(template, volumes),
    run: (given) => ports.run(given, (pod) => runPod(pod, place, options)),
    end: async () => killAll(),
  };
}
