import { availableParallelism } from "node:os";
import { type GivenAnswer, parseAnswer } from "../runner/answers/given-answers.ts";
import { type OptionSpec, type Options, oneOf, wholeNumber } from "./parse-args.ts";
import type { CacheFlags } from "./run-cache.ts";
import { UsageError } from "./usage-error.ts";

/** The options of `pipewright run`. */
export const runOptions = {
  param: { type: "string", short: "p", multiple: true },
  params: { type: "string" },
  parallel: { type: "string" },
  seed: { type: "string" },
  "no-cache": { type: "boolean" },
  fresh: { type: "string", multiple: true },
  answer: { type: "string", multiple: true },
  wait: { type: "boolean" },
  executor: { type: "string" },
  context: { type: "string" },
  namespace: { type: "string" },
  kubeconfig: { type: "string" },
  profile: { type: "string" },
  now: { type: "boolean" },
  cron: { type: "boolean" },
  resume: { type: "string" },
  only: { type: "string" },
  from: { type: "string" },
  openlineage: { type: "string" },
  inspect: { type: "boolean" },
  json: { type: "boolean" },
  quiet: { type: "boolean" },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Where steps run that are no components of Pipewright's. */
export const executors = ["process", "host", "container"] as const;
export type Executor = (typeof executors)[number];

/** The cluster on which resource steps work. */
export interface ClusterFlags {
  readonly context?: string;
  readonly namespace?: string;
  readonly kubeconfig?: string;
}

/** What the options mean that hold for every run, whether it begins or goes on. */
export interface RunFlags {
  readonly parallel: number;
  readonly cache: CacheFlags;
  readonly answers: readonly GivenAnswer[];
  /** The answers as they were typed. */
  readonly answerTexts: readonly string[];
  /** Whether questions may wait for `pipewright resume`. */
  readonly waits: boolean;
  readonly executor: Executor | undefined;
  readonly cluster: ClusterFlags;
  readonly inspect: boolean;
  /** A file for OpenLineage's events. */
  readonly openlineage: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Steps spend time waiting for files and for their own threads: two per core keep the cores busy. */
const stepsPerCore = 2;

/** @throws UsageError */
export function readRunFlags(options: Options<typeof runOptions>): RunFlags {
  const { json = false, quiet = false, wait = false, inspect = false, answer = [], fresh = [] } = options;
  if (json && quiet) throw new UsageError("--json and --quiet exclude each other.");
  if (options.resume !== undefined && (options.only !== undefined || options.from !== undefined))
    throw new UsageError("--resume and --only exclude each other: a run goes on, or one of its steps runs again.");
  if ((options.only === undefined) !== (options.from === undefined))
    throw new UsageError("--only and --from belong together: pipewright run --only STEP --from RUN.");
  if (inspect && options.only === undefined)
    throw new UsageError(
      "--inspect wants one step, which then waits for a debugger: pipewright run --only STEP --from RUN --inspect.",
    );
  if (options.now === true && options.cron === true)
    throw new UsageError("--now and --cron exclude each other: a run now, or one at each time of the schedule.");
  const begun = options.resume ?? options.from;
  const changing = (["param", "params", "seed", "profile", "now", "cron", "context", "namespace"] as const).find(
    (name) => options[name] !== undefined,
  );
  if (begun !== undefined && changing !== undefined)
    throw new UsageError(`--${changing} can't change what run ${begun} has begun with.`);
  const { context, namespace, kubeconfig } = options;
  const lonely = namespace !== undefined ? "namespace" : kubeconfig !== undefined ? "kubeconfig" : undefined;
  if (context === undefined && begun === undefined && lonely !== undefined)
    throw new UsageError(`--${lonely} belongs to --context NAME, which says whose objects resource steps may change.`);
  return {
    parallel: wholeNumber("parallel", options.parallel, 1) ?? stepsPerCore * availableParallelism(),
    cache: { noCache: options["no-cache"] === true, fresh },
    answers: answer.map(parseAnswer),
    answerTexts: answer,
    waits: wait,
    executor: oneOf("executor", options.executor, executors),
    cluster: {
      ...(context !== undefined && { context }),
      ...(namespace !== undefined && { namespace }),
      ...(kubeconfig !== undefined && { kubeconfig }),
    },
    inspect,
    openlineage: options.openlineage,
    json,
    quiet,
  };
}
