import { resolve } from "node:path";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { workspaceOf } from "../../containers/build/build-bundles.ts";
import type { ImagesLock, LockedImage } from "../../containers/images/images-lock.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { ProblemError } from "../problem-error.ts";
import { projectLock } from "../project-lock.ts";

/** A project with images, and what its lock says of them. */
export interface LockedProject {
  readonly workspace: string;
  readonly lock: ImagesLock;
}

/** An image of the lock, as a person knows it. */
export interface NamedImage {
  /** `train`, `train+gpu-cuda`. */
  readonly key: string;
  readonly component: string;
  /** `cpu`, `gpu-cuda`. */
  readonly variant: string;
  readonly image: LockedImage;
}

/** The project that a person stands in. @throws ProblemError `images-lock-missing`, `images-lock-broken` */
export async function lockedProject(folder: string = process.cwd()): Promise<LockedProject> {
  const workspace = workspaceOf(resolve(folder, "package.json"));
  const lock = await projectLock(workspace);
  if (lock === undefined) throw new ProblemError([problem("images-lock-missing", { folder: workspace })]);
  return { workspace, lock };
}

/** The images of a lock, or those of the names that a person said. @throws ProblemError `image-unknown` */
export function namedImages(lock: ImagesLock, names: readonly string[]): readonly NamedImage[] {
  const known = Object.keys(lock.images);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new ProblemError(unknown.map((name) => problem("image-unknown", { name, hint: didYouMean(name, known) })));
  return (names.length === 0 ? known : names).flatMap((key) => {
    const [component = key, variant = "cpu"] = key.split("+");
    return lock.images[key]!.map((image) => ({ key, component, variant, image }));
  });
}
