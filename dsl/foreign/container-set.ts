import { type Callable, type Contract, defineStep, type Inputs, type Outputs, type Params } from "../component.ts";
import { isObject } from "../shapes/shape.ts";
import { containerSetShape } from "../shapes/spec-shapes.ts";
import { type OutputsFrom, programOutputs } from "./output-places.ts";
import { buildProgram, type ProgramSpec } from "./program.ts";
import { filledSpec, fillMembers } from "./sound-spec.ts";
import { stepParts } from "./step-parts.ts";

/** One program of a set. */
export interface SetContainerSpec<P extends Params, I extends Inputs, O extends Outputs> extends ProgramSpec<P, I, O> {
  /** Names of containers that must have ended well before this one begins. */
  readonly after?: readonly string[];
}

/** What a set of containers is made of. */
export interface ContainerSetSpec<P extends Params, I extends Inputs, O extends Outputs> extends Contract<P, I, O> {
  /** The containers by name. Outputs are those of `main`. */
  readonly containers: Readonly<Record<string, SetContainerSpec<P, I, O>>>;
  /** Absolute paths of folders that all of them share, empty at first. */
  readonly shared?: readonly string[];
  /** How often a failed process is started again, in the same pod. */
  readonly retries?: number;
  /** Where `main` leaves its outputs: `"stdout"` or a path; by default a file or folder below `/pipewright/out`. */
  readonly outputsFrom?: OutputsFrom<O>;
}

/**
 * Several programs in one pod, one after the other or side by side: cheaper than a pod each when they are short and hand on files.
 *
 * ```ts
 * const pack = containerSet({
 *   name: "pack",
 *   inputs: { text: File },
 *   outputs: { archive: File },
 *   shared: ["/scratch"],
 *   containers: {
 *     sort: { image: "alpine:3.22", command: ({ inputs }) => ["sort", "-o", "/scratch/sorted", inputs.text.path] },
 *     main: { image: "alpine:3.22", command: ({ outputs }) => ["tar", "-cf", outputs.archive.path, "-C", "/scratch", "."], after: ["sort"] },
 *   },
 * });
 * ```
 *
 * Becomes a containerSet template. All containers start together and wait for one another, so their requests add up.
 */
export function containerSet<const P extends Params = {}, const I extends Inputs = {}, const O extends Outputs = {}>(
  given: ContainerSetSpec<P, I, O>,
): Callable<P, I, O> {
  const spec = filledSpec(given, { word: containerSet, shape: containerSetShape, fill: fillContainers });
  const parts = stepParts(spec, spec.outputsFrom);
  const members = Object.entries(spec.containers).map(([name, one]) =>
    Object.freeze({ name, after: Object.freeze([...(one.after ?? [])]), ...buildProgram(one, parts) }),
  );
  const work = {
    kind: "container-set" as const,
    members: Object.freeze(members),
    shared: Object.freeze([...(spec.shared ?? [])]),
    ...(spec.retries !== undefined && { retries: spec.retries }),
    ...programOutputs(spec.outputs, spec.outputsFrom),
  };
  return defineStep(spec, Object.freeze(work), containerSet);
}

function fillContainers<S extends { readonly containers: object }>(spec: S, parts: object): S {
  const fill = fillMembers<Partial<SetContainerSpec<{}, {}, {}>>>("command", "args", "env");
  const containers = Object.entries(spec.containers ?? {}).map(([name, one]) => [name, isObject(one) ? fill(one, parts) : one]);
  return isObject(spec.containers) ? { ...spec, containers: Object.fromEntries(containers) } : spec;
}
