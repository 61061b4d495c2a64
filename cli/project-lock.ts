import type { ImagesLock } from "../containers/images/images-lock.ts";
import { readLock } from "../containers/images/images-lock.ts";
import { asImageProblems } from "./as-image-problems.ts";

/** What was built of a project; undefined before its first build. @throws ProblemError for a lock that can't be read */
export const projectLock = (workspace: string): Promise<ImagesLock | undefined> =>
  asImageProblems(async () => await readLock(workspace));
