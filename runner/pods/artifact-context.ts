import { ArtifactError } from "../artifacts/artifact-error.ts";
import type { ArtifactContext } from "../artifacts/artifact-sources.ts";
import { defaultBounds } from "../artifacts/bounds.ts";
import { dataOf } from "./container-env.ts";
import type { Pod } from "./pod.ts";
import type { PodOptions } from "./pod-options.ts";

/** What the artifacts of a pod are fetched and kept with. @param temp an empty folder for what is on its way */
export function artifactContext(pod: Pod, options: PodOptions, temp: string): ArtifactContext {
  const { store, objects, env, bounds = defaultBounds } = options;
  return {
    store,
    env,
    bounds,
    temp,
    signal: pod.stop,
    secret: ({ name = "", key }) => {
      const value = dataOf("secret", name, objects)?.[key];
      if (value === undefined) throw new ArtifactError(`secret "${name}" with the key "${key}" not found`);
      return value;
    },
  };
}
