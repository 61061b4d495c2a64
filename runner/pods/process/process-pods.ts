import type { PodRunner } from "../pod.ts";
import { PortClaims } from "../port-claims.ts";
import { runPod } from "../run-pod.ts";
import { type ProcessOptions, processPlace } from "./process-place.ts";

/** Runs pods of Pipewright's own components as processes of this machine, whose start is prepared while others work. */
export function processPods(options: ProcessOptions): PodRunner {
  const place = processPlace(options);
  const { ports = new PortClaims() } = options;
  return {
    refusal: (template, volumes = []) => place.refusal(template, volumes),
    run: (given) => ports.run(given, (pod) => runPod(pod, place, options)),
    end: async () => options.processes.end(),
  };
}
