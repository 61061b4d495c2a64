/** What a suspended node waits for. */
export interface Question {
  readonly node: string;
  /** The tasks on the way to it, and its template: what an answer may call it. */
  readonly names: readonly string[];
  readonly message: string | undefined;
  readonly parameters: readonly QuestionParameter[];
  /** How long it waits; undefined: for as long as it takes. */
  readonly seconds: number | undefined;
}

export interface QuestionParameter {
  readonly name: string;
  readonly description: string | undefined;
  /** What holds when the time is over. */
  readonly defaultText: string | undefined;
  readonly choices: readonly string[] | undefined;
}

/** Answers by parameter, as a person types them. */
export type Answers = ReadonlyMap<string, string>;

/** Answers questions: at once, when a person has typed, or, with undefined, never. */
export type Answerer = (question: Question, signal: AbortSignal) => Promise<Answers | undefined>;

/** What is wrong with a typed answer, in words; undefined when it is fine. */
export function answerProblem({ name, choices }: QuestionParameter, text: string): string | undefined {
  return choices === undefined || choices.includes(text)
    ? undefined
    : `"${name}" wants one of ${choices.join(", ")}, got "${text}"`;
}
