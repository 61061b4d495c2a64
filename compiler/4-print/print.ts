import { stringify } from "yaml";
import type { ArgoObject } from "../3-lower/lower.ts";

/**
 * Argo objects as one YAML file. Text that YAML 1.1 would read as something else (`yes`, `12:30`) is quoted: the API server reads
 * nearly that version. Keys stay in the order of lowering, so the same objects are the same bytes.
 */
export function print(objects: readonly ArgoObject[]): string {
  return objects.map((object) => stringify(object, { lineWidth: 0, version: "1.1", aliasDuplicateObjects: false })).join("---\n");
}
