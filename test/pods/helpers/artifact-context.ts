import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ArtifactContext } from "../../../runner/artifacts/artifact-sources.ts";
import { defaultBounds } from "../../../runner/artifacts/bounds.ts";
import { LocalStore } from "../../../runner/artifacts/local-store.ts";

export function artifactContext(folder: string, own: Partial<ArtifactContext> = {}): ArtifactContext {
  const temp = join(folder, "temp");
  mkdirSync(temp, { recursive: true });
  return {
    store: new LocalStore(join(folder, "store")),
    bounds: defaultBounds,
    secret: ({ name }) => {
      throw new Error(`secret "${name}" not found`);
    },
    env: {},
    temp,
    signal: new AbortController().signal,
    ...own,
  };
}
