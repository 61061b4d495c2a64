import type { z } from "zod";
import type { ArtifactType } from "./artifact.ts";
import type { Inputs, Outputs, Params, ValueSchema } from "./component.ts";

/** What a component gets when it runs. */
export interface RunContext<P extends Params, I extends Inputs, O extends Outputs> {
  /** Checked by zod, defaults filled in. */
  readonly params: { readonly [K in keyof P]: z.output<P[K]> };
  /** One artifact each; for a `listOf(...)` the entries in item order. */
  readonly inputs: { readonly [K in keyof I]: I[K]["name"] extends `${string}[]` ? readonly InputArtifact[] : InputArtifact };
  /** Where to write each output artifact. A folder is already there; a file is not. */
  readonly outputs: { readonly [K in keyof O as O[K] extends ArtifactType ? K : never]: OutputArtifact };
  readonly log: Logger;
  /** The same in every run, unless the pipeline is run with another one. */
  readonly seed: number;
  /** Aborted when the step is stopped; what does not look at it is killed after the grace period. */
  readonly signal: AbortSignal;
  /** Says that `done` of `total` units of work are done. */
  readonly progress: (done: number, total: number) => void;
}

/** The values of the outputs that are not artifacts; nothing when there are none. */
export type RunResult<O extends Outputs> = [ParameterName<O>] extends [never]
  ? // biome-ignore lint/suspicious/noConfusingVoidType: a function without a return gives void, and that is what it should give
    undefined | void | Readonly<Record<string, never>>
  : { readonly [K in ParameterName<O>]: O[K] extends ValueSchema ? z.input<O[K]> : never };

type ParameterName<O extends Outputs> = { [K in keyof O]: O[K] extends ArtifactType ? never : K }[keyof O];

export interface InputArtifact {
  /** A file or a folder, to be read only. */
  readonly path: string;
}

export interface OutputArtifact {
  readonly path: string;
}

/** Lines of a step's log. */
export interface Logger {
  readonly info: (message: string) => unknown;
  readonly warn: (message: string) => unknown;
}

/**
 * The mistake is in what the step was given (data, parameters), not in its code: exit code 66, and the message as it is.
 * `code` names the mistake, `help` says how to mend it.
 */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly code: string;
  readonly help: string | undefined;

  constructor(code: string, message: string, help?: string) {
    super(message);
    this.code = code;
    this.help = help;
  }
}
