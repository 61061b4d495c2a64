import { type Callable, type Contract, defineStep, type Inputs, type Outputs, type Params } from "../component.ts";
import type { FileRef } from "../file.ts";
import { scriptShape } from "../shapes/spec-shapes.ts";
import { type OutputsFrom, programOutputs } from "./output-places.ts";
import { buildProgram, type ProgramSpec } from "./program.ts";
import { filledSpec, fillMembers } from "./sound-spec.ts";
import { stepParts } from "./step-parts.ts";

/** What a script step is made of. */
export interface ScriptSpec<P extends Params, I extends Inputs, O extends Outputs>
  extends Contract<P, I, O>,
    Omit<ProgramSpec<P, I, O>, "args"> {
  /** The program's text, or a file of the project that holds it. Parameters get in by `env` alone, never as part of this text. */
  readonly source: string | FileRef;
  /** Where the program leaves its outputs: `"stdout"` or a path; by default a file or folder below `/pipewright/out`. */
  readonly outputsFrom?: OutputsFrom<O>;
}

/**
 * A program written here, or in a file of the project, for an interpreter in an image of somebody else's.
 *
 * ```ts
 * const describe = script({
 *   name: "describe",
 *   image: "python:3.14-slim",
 *   command: ["python"],
 *   source: file("describe.py"),
 *   params: { columns: z.array(z.string()) },
 *   inputs: { table: File },
 *   outputs: { rows: z.int() },
 *   env: ({ params, inputs, outputs }) => ({ COLUMNS: params.columns.json, TABLE: inputs.table.path, ROWS: outputs.rows.path }),
 * });
 * ```
 *
 * Becomes a script template: the interpreter gets the path of a file with the source as its last argument.
 */
export function script<const P extends Params = {}, const I extends Inputs = {}, const O extends Outputs = {}>(
  given: ScriptSpec<P, I, O>,
): Callable<P, I, O> {
  const spec = filledSpec(given, { word: script, shape: scriptShape, fill: fillMembers("command", "env") });
  const program = buildProgram(spec, stepParts(spec, spec.outputsFrom));
  const outputs = programOutputs(spec.outputs, spec.outputsFrom);
  return defineStep(spec, Object.freeze({ kind: "script", program, source: spec.source, ...outputs }), script);
}
