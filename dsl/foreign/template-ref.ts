import { type Callable, type Contract, defineStep, type Inputs, type Outputs, type Params } from "../component.ts";
import { templateRefShape } from "../shapes/spec-shapes.ts";
import { type TemplateOutput, templatePlaces } from "./installed-output.ts";
import type { ValuePlaces } from "./output-places.ts";
import { filledSpec, fillMembers } from "./sound-spec.ts";
import { type Built, build, stepParts } from "./step-parts.ts";

/** What a step in a template that is installed already is made of. */
export interface TemplateRefSpec<P extends Params, I extends Inputs, O extends Outputs> extends Contract<P, I, O> {
  /** The WorkflowTemplate that holds it. */
  readonly workflowTemplate: string;
  /** The template's name in it. */
  readonly template: string;
  /** Whether it is a ClusterWorkflowTemplate. */
  readonly clusterScope?: boolean;
  /**
   * What the installed template does (default a program in a pod). Say `"something-else"` for requests, plugins, objects of the cluster, `data`, and
   * for DAGs with such steps in them: their pods are made in another way, and our hardening of programs would break them.
   */
  readonly runs?: "program" | "something-else";
  /** Its own parameters by name, in the forms that it wants: it knows nothing of how values travel here. */
  readonly arguments?: Built<Readonly<Record<string, string>>, P, I, O>;
  /** Where its values come from: `"result"`, or the name of an output parameter (by default the output's own). */
  readonly outputsFrom?: Partial<ValuePlaces<O, TemplateOutput>>;
}

/**
 * A template that is installed in the cluster already, with a typed contract. Its input artifacts have the names of `inputs`, its output
 * artifacts those of `outputs`.
 *
 * ```ts
 * const notify = templateRef({
 *   name: "notify",
 *   workflowTemplate: "platform-tools",
 *   template: "send-message",
 *   params: { channel: z.enum(["ml", "ops"]), auc: z.number() },
 *   arguments: ({ params }) => ({ channel: params.channel.text, text: `AUC is ${params.auc.text}` }),
 *   outputs: { sent: z.boolean() },
 * });
 * ```
 *
 * Becomes a DAG of one task with `templateRef`.
 */
export function templateRef<const P extends Params = {}, const I extends Inputs = {}, const O extends Outputs = {}>(
  given: TemplateRefSpec<P, I, O>,
): Callable<P, I, O> {
  const spec = filledSpec(given, { word: templateRef, shape: templateRefShape, fill: fillMembers("arguments") });
  const parts = stepParts(spec);
  const { workflowTemplate, template, clusterScope = false, runs = "program" } = spec;
  const work = {
    kind: "template-ref" as const,
    installed: Object.freeze({ name: workflowTemplate, template, clusterScope, runs }),
    arguments: Object.freeze({ ...(spec.arguments === undefined ? {} : build(spec.arguments, parts)) }),
    places: templatePlaces(spec.outputs, spec.outputsFrom as Readonly<Record<string, TemplateOutput>> | undefined),
  };
  return defineStep(spec, Object.freeze(work), templateRef);
}
