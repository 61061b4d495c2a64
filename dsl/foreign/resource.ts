import { type Callable, type Contract, defineStep, type Outputs, type Params } from "../component.ts";
import type { Json } from "../nodes/ref-node.ts";
import { resourceShape } from "../shapes/spec-shapes.ts";
import { freezeJson } from "./freeze-json.ts";
import type { ValuePlaces } from "./output-places.ts";
import { filledSpec, fillMembers } from "./sound-spec.ts";
import { type Built, build, type StepParts, stepParts } from "./step-parts.ts";
import type { FieldTerm, OutputPlace, OutputPlaces, ResourceAction } from "./work.ts";

/** A value of the object: by kubectl's JSONPath or by a jq filter; `as: "json"` reads text as JSON. */
export type ObjectOutput = ({ readonly jsonPath: string } | { readonly jq: string }) & { readonly as?: "json" };

/** An object as data, in which a whole text may be the JSON of a parameter and then is its value; or its manifest as text. */
export type Manifest = string | { readonly [field: string]: Json };

/** What a resource step is made of. */
export interface ResourceSpec<P extends Params, O extends Outputs> extends Omit<Contract<P, {}, O>, "inputs"> {
  readonly action: ResourceAction;
  readonly manifest: Built<Manifest, P, {}, O>;
  /** How a patch is merged (Argo's default: strategic). */
  readonly mergeStrategy?: "strategic" | "merge" | "json";
  /** Whether the object goes when the run is deleted (default true for what it makes; else the object stays). */
  readonly setOwnerReference?: boolean;
  /** More flags for kubectl. */
  readonly flags?: readonly string[];
  /** The step waits until all of these hold. */
  readonly success?: FieldTerm | readonly FieldTerm[];
  /** The step fails as soon as any of these holds. */
  readonly failure?: FieldTerm | readonly FieldTerm[];
  /** Where each output stands in the object. */
  readonly outputsFrom?: ValuePlaces<O, ObjectOutput>;
}

/**
 * Creates, changes, reads or deletes an object of the cluster, and waits for what becomes of it.
 *
 * ```ts
 * const load = resource({
 *   name: "load",
 *   action: "create",
 *   params: { rows: z.int() },
 *   manifest: ({ params }) => ({
 *     apiVersion: "batch/v1",
 *     kind: "Job",
 *     metadata: { generateName: "load-" },
 *     spec: { backoffLimit: 0, template: { spec: { restartPolicy: "Never", containers: [
 *       { name: "load", image: "registry.example/load:1.4", args: ["--rows", params.rows.text] },
 *     ] } } },
 *   }),
 *   success: field("status.succeeded").gt(0),
 *   failure: field("status.failed").gt(0),
 *   outputs: { job: z.string() },
 *   outputsFrom: { job: { jsonPath: "{.metadata.name}" } },
 * });
 * ```
 *
 * Becomes a resource template. Its pod's service account needs the rights on that kind of object.
 */
export function resource<const P extends Params = {}, const O extends Outputs = {}>(
  given: ResourceSpec<P, O>,
): Callable<P, {}, O> {
  const spec = filledSpec(given, { word: resource, shape: resourceShape, fill: fillMembers("manifest") });
  const parts = stepParts(spec as Contract<P, {}, O>) as StepParts<P, {}, O>;
  const { action, mergeStrategy, setOwnerReference = action === "create", flags = [] } = spec;
  const work = {
    kind: "resource" as const,
    action,
    manifest: freezeJson(build(spec.manifest, parts)),
    ...(mergeStrategy !== undefined && { mergeStrategy }),
    setOwnerReference,
    flags: Object.freeze([...flags]),
    success: terms(spec.success),
    failure: terms(spec.failure),
    places: objectPlaces((spec.outputsFrom ?? {}) as Readonly<Record<string, ObjectOutput>>),
  };
  return defineStep(spec as Contract<P, {}, O>, Object.freeze(work), resource);
}

const terms = (given: FieldTerm | readonly FieldTerm[] | undefined): readonly FieldTerm[] =>
  Object.freeze(given === undefined ? [] : "field" in given ? [given] : [...given]);

function objectPlaces(from: Readonly<Record<string, ObjectOutput>>): OutputPlaces {
  const places = Object.entries(from).map(([name, given]): readonly [string, OutputPlace] => {
    const where =
      "jq" in given ? { kind: "jq" as const, filter: given.jq } : { kind: "json-path" as const, path: given.jsonPath };
    return [name, Object.freeze({ from: Object.freeze(where), as: given.as ?? "value" })];
  });
  return Object.freeze(Object.fromEntries(places));
}
