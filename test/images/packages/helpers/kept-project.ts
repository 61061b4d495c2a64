import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../../../util/write-whole.ts";
import { root } from "../../../helpers/cli.ts";

/**
 * A project with a lock file of this one's, kept between runs in `.cache/images` so that its packages are fetched once. Several tests may use it at once.
 * @param lockFile from this project's folder on
 */
export function keptProject(name: string, lockFile: string): { readonly workspace: string; readonly lock: string } {
  const workspace = join(root, ".cache/images", name);
  mkdirSync(workspace, { recursive: true });
  const lock = readFileSync(join(root, lockFile), "utf8");
  writeWhole(join(workspace, "package-lock.json"), lock);
  return { workspace, lock };
}
