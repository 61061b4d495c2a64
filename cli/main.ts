import { didYouMean } from "../util/did-you-mean.ts";
import { type ExitCode, exitCode } from "./exit-codes.ts";
import { helpText, type Verb, verbNames } from "./help.ts";
import { reportDiagnostics } from "./print-diagnostics.ts";
import { ProblemError } from "./problem-error.ts";
import { reportBug } from "./report-bug.ts";
import { UsageError } from "./usage-error.ts";

type Command = (args: readonly string[]) => Promise<ExitCode>;

/** Each verb is loaded when it is called: `compile` must not wait for what `run` needs. */
const commands: Readonly<Record<Verb, () => Promise<Command>>> = {
  init: async () => (await import("./commands/init.ts")).initCommand,
  check: async () => (await import("./commands/check.ts")).checkCommand,
  compile: async () => (await import("./commands/compile.ts")).compileCommand,
  build: async () => (await import("./commands/build.ts")).buildCommand,
  images: async () => (await import("./commands/images.ts")).imagesCommand,
  run: async () => (await import("./commands/run.ts")).runCommand,
  graph: async () => (await import("./commands/graph.ts")).graphCommand,
  explain: async () => (await import("./commands/explain.ts")).explainCommand,
  plan: async () => (await import("./commands/plan.ts")).planCommand,
  apply: async () => (await import("./commands/apply.ts")).applyCommand,
  delete: async () => (await import("./commands/delete.ts")).deleteCommand,
  doctor: async () => (await import("./commands/doctor.ts")).doctorCommand,
  resume: async () => (await import("./commands/resume.ts")).resumeCommand,
  stop: async () => (await import("./commands/stop.ts")).stopCommand,
  runs: async () => (await import("./commands/runs.ts")).runsCommand,
  show: async () => (await import("./commands/show.ts")).showCommand,
  logs: async () => (await import("./commands/logs.ts")).logsCommand,
  lineage: async () => (await import("./commands/lineage.ts")).lineageCommand,
  diff: async () => (await import("./commands/diff.ts")).diffCommand,
  why: async () => (await import("./commands/why.ts")).whyCommand,
  keep: async () => (await import("./commands/keep.ts")).keepCommand,
  gc: async () => (await import("./commands/gc.ts")).gcCommand,
  submit: async () => (await import("./commands/submit.ts")).submitCommand,
  watch: async () => (await import("./commands/watch.ts")).watchCommand,
  wait: async () => (await import("./commands/wait.ts")).waitCommand,
  terminate: async () => (await import("./commands/terminate.ts")).terminateCommand,
  retry: async () => (await import("./commands/retry.ts")).retryCommand,
  suspend: async () => (await import("./commands/suspend.ts")).suspendCommand,
  unsuspend: async () => (await import("./commands/unsuspend.ts")).unsuspendCommand,
  backfill: async () => (await import("./commands/backfill.ts")).backfillCommand,
  fetch: async () => (await import("./commands/fetch.ts")).fetchCommand,
};

const isVerb = (word: string): word is Verb => (verbNames as readonly string[]).includes(word);

/** The life of a command. */
async function main([word, ...args]: readonly string[]): Promise<ExitCode> {
  if (word === "--version" || word === "-v") {
    const { version } = await import("./version.ts");
    process.stdout.write(`${version}\n`);
    return exitCode.fine;
  }
  if (word === undefined) {
    process.stderr.write(helpText());
    return exitCode.usage;
  }
  if (word === "help" || word === "--help" || word === "-h") {
    const [about] = args;
    if (about !== undefined && !isVerb(about))
      throw new UsageError(`There is no verb "${about}".${didYouMean(about, verbNames)}`);
    process.stdout.write(helpText(about));
    return exitCode.fine;
  }
  if (!isVerb(word))
    throw new UsageError(`There is no verb "${word}".${didYouMean(word, verbNames)} pipewright help lists them.`);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(helpText(word));
    return exitCode.fine;
  }
  const command = await commands[word]();
  return await command(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`pipewright: ${error.message}\n`);
    process.exitCode = exitCode.usage;
  } else if (error instanceof ProblemError) {
    reportDiagnostics(error.diagnostics);
    process.exitCode = exitCode.problem;
  } else {
    reportBug(error);
    process.exitCode = exitCode.problem;
  }
}
