/** What is true of something: values in words, by what each is about, in the author's words. */
export type Facts = ReadonlyMap<string, string>;

/** One step of a pipeline, or a body of several. */
export interface StepFacts {
  /** Names from the pipeline down to the step, joined by `/`: unique. */
  readonly path: string;
  readonly name: string;
  /** The path of the body that it stands in; empty for the pipeline's own. */
  readonly parent: string;
  /** What does the work: the component, or what else a template is made of; `body` for several steps. */
  readonly does: string;
  readonly facts: Facts;
  /** The steps beside it whose outputs it reads, by their names. */
  readonly reads: readonly string[];
}

/** What a manifest means. */
export interface PipelineFacts {
  readonly name: string;
  /** By name. */
  readonly parameters: ReadonlyMap<string, Facts>;
  readonly schedule: Facts;
  /** What holds for every step. */
  readonly options: Facts;
  readonly steps: readonly StepFacts[];
}
