import type { ArtifactType } from "../artifact.ts";
import type { Outputs, ValueSchema } from "../component.ts";
import type { ArtifactPaths, OutputPlace, OutputPlaces } from "./work.ts";

/**
 * Where a program leaves a value: `"stdout"`, or the absolute path of a file. Its text is read by the schema of the output: a number,
 * a truth value, one of the choices, the text as it is, and everything else as JSON. `{ from, as: "json" }` reads a text as JSON too.
 */
export type ProgramOutput = "stdout" | `/${string}` | { readonly from: "stdout" | `/${string}`; readonly as: "json" };

type ValueName<O extends Outputs> = { [K in keyof O]: O[K] extends ArtifactType ? never : K }[keyof O];

/** Where a program leaves its outputs; those that are not named are files below `/pipewright/out`. */
export type OutputsFrom<O extends Outputs> = { readonly [K in ValueName<O>]?: ProgramOutput } & {
  readonly [K in Exclude<keyof O, ValueName<O>>]?: `/${string}`;
};

/** The outputs that are values, each with a place of kind `T`. */
export type ValuePlaces<O extends Outputs, T> = { readonly [K in ValueName<O>]: T };

/** Where outputs lie in every step unless it says otherwise: an empty folder that it may write to. */
export const outputPath = (output: string, placed: unknown): string => {
  const from = typeof placed === "object" && placed !== null ? (placed as { from?: unknown }).from : placed;
  return typeof from === "string" && from !== "stdout" ? from : `/pipewright/out/${output}`;
};

/** The places of values and the paths of artifacts of a program. */
export function programOutputs<O extends Outputs>(
  outputs: O | undefined,
  from: OutputsFrom<O> | undefined,
): { readonly places: OutputPlaces; readonly paths: ArtifactPaths } {
  const places: Record<string, OutputPlace> = {};
  const paths: Record<string, string> = {};
  const given = (from ?? {}) as Readonly<Record<string, ProgramOutput>>;
  for (const [name, type] of Object.entries(outputs ?? {})) {
    const placed = given[name];
    const path = outputPath(name, placed);
    if (isArtifactType(type)) paths[name] = path;
    else {
      const where = typeof placed === "object" ? placed.from : placed;
      places[name] = {
        from: where === "stdout" ? { kind: "stdout" } : { kind: "path", path },
        as: typeof placed === "object" ? placed.as : "value",
      };
    }
  }
  return Object.freeze({ places: Object.freeze(places), paths: Object.freeze(paths) });
}

/** Whether an output is an artifact. */
export const isArtifactType = (output: ValueSchema | ArtifactType): output is ArtifactType =>
  "kind" in output && output.kind === "artifact-type";
