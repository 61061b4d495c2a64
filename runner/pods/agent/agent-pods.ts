import type { PodRefusal, PodRunner } from "../pod.ts";
import type { PodOptions } from "../pod-options.ts";
import { runData } from "./data-pod.ts";
import { listedSource } from "./data-source.ts";
import { runHttp } from "./http-pod.ts";

/** A plugin is a program that an administrator has installed in the cluster: Argo's agent asks it over HTTP, as a sidecar of its own pod. */
const pluginRefusal = (plugin: object): string =>
  `its plugin "${Object.keys(plugin)[0] ?? ""}" is a sidecar of the agent's pod, which only Argo's controller in a cluster starts`;

/** Runs what needs no container: `http` and `data` templates. Refuses `resource`, for which no cluster was named, and `plugin`. */
export function agentPods(options: PodOptions): PodRunner {
  const no = (why: string): PodRefusal => ({ why, isOurs: false });
  return {
    refusal: async ({ http, data, resource, plugin }) => {
      if (http !== undefined) return undefined;
      if (data !== undefined) {
        const source = listedSource(data.source);
        return source.kind === "refused" ? no(source.why) : undefined;
      }
      if (resource !== undefined)
        return {
          ...no(`it wants to ${resource.action} an object of Kubernetes, and no cluster was named`),
          wantsContext: true,
        };
      return no(plugin === undefined ? "nothing here runs it" : pluginRefusal(plugin));
    },
    run: (pod) => {
      const { http, data } = pod.template;
      if (http !== undefined) return runHttp(pod, http, options);
      if (data !== undefined) return runData(pod, data, options);
      return Promise.resolve({ phase: "Error", message: "nothing here runs this template", outputs: {} });
    },
    end: async () => undefined,
  };
}
