import type { RevisionFound } from "../event.ts";

interface HasEnvironment {
  readonly environment?: Readonly<Record<string, string>>;
}

/** The commit belongs to what must be known of a run's surroundings: `commit`, `uncommitted` where files say something else, `repository`. */
export function withRevision<T extends HasEnvironment>(run: T, { commit, changed, repository }: RevisionFound): T {
  const environment = {
    ...run.environment,
    commit,
    ...(changed && { uncommitted: "changes" }),
    ...(repository !== undefined && { repository }),
  };
  return { ...run, environment };
}
