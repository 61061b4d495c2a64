import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImageFile } from "./content-hash.ts";
import type { ExternalPackage } from "./external-packages.ts";

/** What a stored bundle says about itself. */
export interface StoredBundle {
  readonly component: string;
  readonly externals: readonly ExternalPackage[];
}

/** Where bundles lie in a project: a folder per content tag, made as the image has it. */
export const bundlesFolder = (workspace: string): string => join(workspace, ".pipewright", "bundles");

/** The program of a stored bundle. */
export const bundleMain = (workspace: string, tag: string): string => join(bundlesFolder(workspace), tag, "main.mjs");

/** Puts a bundle into the project's store, whole or not at all; one that is there stays. */
export async function storeBundle(
  workspace: string,
  tag: string,
  content: {
    readonly component: string;
    readonly code: string;
    readonly sourceMap: string;
    readonly externals: readonly ExternalPackage[];
    readonly files: readonly ImageFile[];
  },
): Promise<void> {
  const folder = join(bundlesFolder(workspace), tag);
  if ((await stat(folder).catch(() => undefined)) !== undefined) return;
  const made = `${folder}.${process.pid}.tmp`;
  await mkdir(made, { recursive: true });
  await writeFile(join(made, "main.mjs"), `${content.code}//# sourceMappingURL=main.mjs.map\n`);
  await writeFile(join(made, "main.mjs.map"), content.sourceMap);
  for (const { file, name, digest } of content.files) {
    await mkdir(join(made, "files", digest), { recursive: true });
    await copyFile(file, join(made, "files", digest, name));
  }
  const stored: StoredBundle = { component: content.component, externals: content.externals };
  await writeFile(join(made, "bundle.json"), `${JSON.stringify(stored, undefined, 1)}\n`);
  await rename(made, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(made, { recursive: true, force: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error; // another process made the same one
  });
}

/** What a stored bundle says about itself; undefined when the project has none with this tag. */
export async function storedBundle(workspace: string, tag: string): Promise<StoredBundle | undefined> {
  const text = await readFile(join(bundlesFolder(workspace), tag, "bundle.json"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as StoredBundle);
}
