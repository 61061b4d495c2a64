import type { Template } from "../../compiler/argo/model.generated.ts";
import { type Callable, type Contract, defineStep, type Inputs, type Outputs, type Params } from "../component.ts";
import type { Json } from "../nodes/ref-node.ts";
import { rawShape } from "../shapes/spec-shapes.ts";
import { freezeJson } from "./freeze-json.ts";
import { type TemplateOutput, templatePlaces } from "./installed-output.ts";
import type { ValuePlaces } from "./output-places.ts";
import { filledSpec, fillMembers } from "./sound-spec.ts";
import { type Built, build, stepParts } from "./step-parts.ts";

/** A template of Argo; its name and its inputs come from the contract. */
export type RawTemplate = Omit<Template, "name" | "inputs">;

/** What a step with a template by hand is made of. */
export interface RawSpec<P extends Params, I extends Inputs, O extends Outputs> extends Contract<P, I, O> {
  /**
   * The template. Parameters stand in it as parts (`params.rows.text`), or as tags by hand: `{{inputs.parameters.rows}}` is the JSON text.
   * Each input lies at the path of its part; outputs are declared by hand, under the names of the contract.
   */
  readonly template: Built<RawTemplate, P, I, O>;
  /** Where its values come from: `"result"`, or the name of an output parameter (by default the output's own). */
  readonly outputsFrom?: Partial<ValuePlaces<O, TemplateOutput>>;
}

/**
 * A whole template of Argo by hand: the way out for what has no word here.
 *
 * ```ts
 * const listKeys = raw({
 *   name: "list-keys",
 *   params: { prefix: z.string() },
 *   outputs: { keys: z.array(z.string()) },
 *   outputsFrom: { keys: "result" },
 *   template: ({ params }) => ({
 *     data: {
 *       source: { artifactPaths: { name: "all", s3: { bucket: "examples", key: params.prefix.word } } },
 *       transformation: [{ expression: "filter(data, {# endsWith '.csv'})" }],
 *     },
 *   }),
 * });
 * ```
 *
 * Becomes that template, checked like the rest, and around it a DAG when there are values to read.
 */
export function raw<const P extends Params = {}, const I extends Inputs = {}, const O extends Outputs = {}>(
  given: RawSpec<P, I, O>,
): Callable<P, I, O> {
  const spec = filledSpec(given, { word: raw, shape: rawShape, fill: fillMembers("template") });
  const template = build(spec.template as Built<Json, P, I, O>, stepParts(spec));
  const places = templatePlaces(spec.outputs, spec.outputsFrom as Readonly<Record<string, TemplateOutput>> | undefined);
  return defineStep(spec, Object.freeze({ kind: "raw", template: freezeJson(template), places }), raw);
}
