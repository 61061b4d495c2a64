import { type Callable, type Contract, defineStep, type Inputs, type Outputs, type Params } from "../component.ts";
import { containerShape } from "../shapes/spec-shapes.ts";
import { type OutputsFrom, programOutputs } from "./output-places.ts";
import { buildProgram, type ProgramSpec } from "./program.ts";
import { filledSpec, fillMembers } from "./sound-spec.ts";
import { stepParts } from "./step-parts.ts";

/** What a container step is made of. */
export interface ContainerSpec<P extends Params, I extends Inputs, O extends Outputs>
  extends Contract<P, I, O>,
    ProgramSpec<P, I, O> {
  /** Where the program leaves its outputs: `"stdout"` or a path; by default a file or folder below `/pipewright/out`. */
  readonly outputsFrom?: OutputsFrom<O>;
}

/**
 * A program in an image of somebody else's as a typed step, called like a component.
 *
 * ```ts
 * const grep = container({
 *   name: "grep",
 *   image: "alpine:3.22",
 *   params: { pattern: z.string(), limit: z.int() },
 *   inputs: { text: File },
 *   outputs: { found: File, count: z.int() },
 *   command: ({ inputs, outputs }) => [
 *     "sh", "-c",
 *     `grep -m "$LIMIT" -e "$(echo "$PATTERN" | base64 -d)" ${inputs.text.path} > ${outputs.found.path}; wc -l < ${outputs.found.path}`,
 *   ],
 *   env: ({ params }) => ({ PATTERN: params.pattern.base64, LIMIT: params.limit.text }),
 *   outputsFrom: { count: "stdout" },
 * });
 * ```
 *
 * Becomes a container template, and around it a DAG that reads what the program wrote, when it gives values.
 */
export function container<const P extends Params = {}, const I extends Inputs = {}, const O extends Outputs = {}>(
  given: ContainerSpec<P, I, O>,
): Callable<P, I, O> {
  const spec = filledSpec(given, { word: container, shape: containerShape, fill: fillMembers("command", "args", "env") });
  const program = buildProgram(spec, stepParts(spec, spec.outputsFrom));
  return defineStep(
    spec,
    Object.freeze({ kind: "container", program, ...programOutputs(spec.outputs, spec.outputsFrom) }),
    container,
  );
}
