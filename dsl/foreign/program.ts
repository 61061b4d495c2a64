import type { Inputs, Outputs, Params } from "../component.ts";
import type { EnvSource } from "../options/env.ts";
import type { SecurityOptions } from "../options/security.ts";
import { type Built, build, type StepParts } from "./step-parts.ts";
import type { Program } from "./work.ts";

/** How a program in an image of somebody else's is started. */
export interface ProgramSpec<P extends Params, I extends Inputs, O extends Outputs> {
  /** A name with a tag or a digest: `alpine:3.22`. */
  readonly image: string;
  /** The program and what it is told, one entry each; no shell reads it, and the image's own entry point is not used. */
  readonly command: Built<readonly string[], P, I, O>;
  /** More of what it is told. */
  readonly args?: Built<readonly string[], P, I, O>;
  /** Variables of its environment: the place for parameters that a shell or a script reads; also `secret(...)` and the like. */
  readonly env?: Built<Readonly<Record<string, string | EnvSource>>, P, I, O>;
  readonly workingDir?: string;
  /** Pods are hardened: a user that is not root, files that can't be written but below `/tmp` and `/pipewright/out`. What the image can't live with. */
  readonly security?: SecurityOptions;
}

/** A program with its parts filled in. */
export function buildProgram<P extends Params, I extends Inputs, O extends Outputs>(
  { image, command, args = [], env = {}, workingDir, security = {} }: ProgramSpec<P, I, O>,
  parts: StepParts<P, I, O>,
): Program {
  return Object.freeze({
    image,
    command: Object.freeze([...build(command, parts)]),
    args: Object.freeze([...build(args, parts)]),
    env: Object.freeze({ ...build(env, parts) }),
    ...(workingDir !== undefined && { workingDir }),
    security: Object.freeze({ ...security }),
  });
}
