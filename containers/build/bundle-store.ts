import { copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keepYoung } from "../../util/keep-young.ts";
import type { ComponentBundle } from "./bundle-component.ts";
import type { ImageFile } from "./content-hash.ts";

/** Where bundles lie in a project: a folder per content tag, made as the image has it. */
const bundlesFolder = (workspace: string): string => join(workspace, ".pipewright", "bundles");

/** The program of a stored bundle. */
export const bundleMain = (workspace: string, tag: string): string => join(bundlesFolder(workspace), tag, "main.mjs");

/** Puts a bundle into the project's store, whole or not at all; one that is there stays. */
export async function storeBundle(
  workspace: string,
  tag: string,
  bundle: ComponentBundle,
  files: readonly ImageFile[],
): Promise<void> {
  const folder = join(bundlesFolder(workspace), tag);
  if (keepYoung(folder)) return;
  const made = `${folder}.${process.pid}.tmp`;
  const { code, sourceMap } = bundle.content();
  await mkdir(made, { recursive: true });
  await writeFile(join(made, "main.mjs"), `${code}//# sourceMappingURL=main.mjs.map\n`);
  await writeFile(join(made, "main.mjs.map"), sourceMap);
  for (const { file, name, digest } of files) {
    await mkdir(join(made, "files", digest), { recursive: true });
    await copyFile(file, join(made, "files", digest, name));
  }
  await rename(made, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(made, { recursive: true, force: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error; // another process made the same one
  });
}
