import type { ForeignWork } from "../../../dsl/foreign/work.ts";

/** The outputs that a program leaves as files, with their paths, in the order of writing. */
export function outputPathsOf(work: ForeignWork): readonly (readonly [output: string, path: string])[] {
  if (work.kind !== "container" && work.kind !== "script" && work.kind !== "container-set") return [];
  return [
    ...Object.entries(work.places).flatMap(([output, { from }]) => (from.kind === "path" ? [[output, from.path] as const] : [])),
    ...Object.entries(work.paths),
  ];
}
