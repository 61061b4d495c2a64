import { type Dirent, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { placeOf } from "../artifacts/artifact-place.ts";
import type { NodeStatus } from "../controller/node-status.ts";

/**
 * Takes away what a killed runner has saved of pods that had not ended: they run again, and what they leave then must not lie among what they
 * had left before.
 *
 * @param store the folder of the run's artifacts
 */
export function forgetUnfinished(store: string, nodes: readonly NodeStatus[]): void {
  const keys = new Set(nodes.flatMap(({ outputs }) => (outputs?.artifacts ?? []).flatMap(keyOf)));
  const around = new Set([...keys].flatMap(foldersAround));
  const visit = (folder: string, prefix: string): void => {
    for (const entry of entriesOf(folder)) {
      const key = `${prefix}${entry.name}`;
      const path = join(folder, entry.name);
      if (keys.has(key)) continue;
      if (entry.isDirectory() && around.has(key)) visit(path, `${key}/`);
      else rmSync(path, { recursive: true, force: true });
    }
  };
  visit(store, "");
}

function keyOf(artifact: Parameters<typeof placeOf>[0]): readonly string[] {
  const place = placeOf(artifact);
  return place.kind === "local" ? [place.key.replace(/\/+$/, "")] : [];
}

function foldersAround(key: string): readonly string[] {
  const steps = key.split("/");
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join("/"));
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // nothing was saved yet
  }
}
