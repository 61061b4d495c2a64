import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../usage-error.ts";
import { type OverlayWishes, overlayText, partsOf, partsToAdd, profileText } from "./cluster-overlay.ts";

/**
 * Writes an overlay and copies of what it is made of. The folder is made beside its place and renamed: never half there.
 * @throws UsageError for a folder that holds something, or that can't be written
 */
export function writeOverlay(folder: string, wishes: OverlayWishes): void {
  const path = resolve(folder);
  if (existsSync(path) && (readFolder(path)?.length ?? 1) > 0)
    throw new UsageError(`"${folder}" is there already and is left as it is. Name another folder: pipewright init --cluster DIR`);
  const made = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    mkdirSync(made, { recursive: true });
    for (const part of [...partsOf(wishes), ...partsToAdd])
      cpSync(join(manifests(), part), join(made, "pipewright", part), { recursive: true });
    writeFileSync(join(made, "kustomization.yaml"), overlayText(wishes));
    writeFileSync(join(made, "profile.ts"), profileText(wishes));
    rmSync(path, { recursive: true, force: true }); // an empty folder
    renameSync(made, path);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    throw new UsageError(`"${folder}" can't be written: ${(error as Error).message}`);
  }
}

/** What a folder holds; undefined for what is none. */
function readFolder(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path);
  } catch {
    return undefined;
  }
}

/** The folder manifests/ of this package: above the built command line, or above its sources. */
function manifests(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "manifests", "base", "kustomization.yaml"))) {
    if (folder === dirname(folder)) throw new Error("this installation of Pipewright lacks its folder manifests/");
    folder = dirname(folder);
  }
  return join(folder, "manifests");
}
