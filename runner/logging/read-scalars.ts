import { readFileSync, statSync } from "node:fs";
import type { ArtifactRecord } from "../event.ts";
import { ownArtifact } from "../run/own-artifact.ts";

const maxBytes = 4 * 1024 * 1024;

export type Scalars = readonly (readonly [name: string, value: number | null])[];

/**
 * The single numbers of a `Metrics` artifact; none when it is no such thing, gone, too large, in another format, or not the run's own.
 *
 * @param folder the run's folder
 */
export function readScalars({ artifactType, path: said }: ArtifactRecord, folder: string): Scalars {
  if (artifactType !== "Metrics") return [];
  try {
    const path = ownArtifact(folder, said);
    if (!statSync(path).isFile() || statSync(path).size > maxBytes) return [];
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof content !== "object" || content === null || !("scalars" in content)) return [];
    const { scalars } = content;
    if (typeof scalars !== "object" || scalars === null) return [];
    return Object.entries(scalars).filter(
      (entry): entry is [string, number | null] => typeof entry[1] === "number" || entry[1] === null,
    );
  } catch {
    return [];
  }
}
