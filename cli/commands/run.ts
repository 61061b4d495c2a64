import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, extname, join } from "node:path";
import { print } from "../../compiler/4-print/print.ts";
import { projectOf, workspaceOf } from "../../containers/build/build-bundles.ts";
import { bundleMain } from "../../containers/build/bundle-store.ts";
import { checkAnswers, givenAnswers, mayAnswer, parseAnswer } from "../../runner/answers/given-answers.ts";
import { processExecutor } from "../../runner/execution/process-executor.ts";
import { readManifest } from "../../runner/manifest/read-manifest.ts";
import { type RunnableWorkflow, runnableWorkflow } from "../../runner/manifest/runnable-workflow.ts";
import { baseEnvironment, NodeProcesses } from "../../runner/pods/process/node-processes.ts";
import { reachableTemplates } from "../../runner/preflight.ts";
import { writeReport } from "../../runner/report/write-report.ts";
import { run } from "../../runner/run.ts";
import { asProblems } from "../as-problems.ts";
import { askPerson, canAsk } from "../ask-person.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { checkedPipeline, manifestObjects } from "../front.ts";
import { interruptible } from "../interrupt.ts";
import { requireFile } from "../load-pipeline.ts";
import { loadProfile } from "../load-profile.ts";
import { parseVerbArgs, wholeNumber } from "../parse-args.ts";
import { reportDiagnostics } from "../print-diagnostics.ts";
import { rendererFor } from "../renderer.ts";
import { type GivenParams, readGivenParams } from "../run-params.ts";
import { shown } from "../type-check.ts";
import { UsageError } from "../usage-error.ts";

/** Steps spend time waiting for files and for their own threads: two per core keep the cores busy. */
const stepsPerCore = 2;

export async function runCommand(args: readonly string[]): Promise<ExitCode> {
  const { file, options } = parseVerbArgs("run", args, {
    param: { type: "string", short: "p", multiple: true },
    params: { type: "string" },
    parallel: { type: "string" },
    seed: { type: "string" },
    answer: { type: "string", multiple: true },
    profile: { type: "string" },
    json: { type: "boolean" },
    quiet: { type: "boolean" },
  });
  if (options.json === true && options.quiet === true) throw new UsageError("--json and --quiet exclude each other.");
  const parallel = wholeNumber("parallel", options.parallel, 1) ?? stepsPerCore * availableParallelism();
  const seed = wholeNumber("seed", options.seed, 0) ?? 1;
  const given = await readGivenParams(options.param, options.params);
  const processes = new NodeProcesses(baseEnvironment(), availableParallelism()); // they start while the pipeline is compiled
  const answers = (options.answer ?? []).map(parseAnswer);
  const asks = options.json !== true && options.quiet !== true && canAsk();
  const person = asks ? askPerson() : undefined;
  const stop = interruptible();
  try {
    const { workflow, manifest, workspace } = await asProblems(file, () => prepare(file, given, options.profile));
    const waits = reachableTemplates(workflow).some(({ suspend }) => suspend !== undefined);
    const renderer = rendererFor({ json: options.json === true, quiet: options.quiet === true, asks: asks && waits });
    await asProblems(file, async () => checkAnswers(answers, reachableTemplates(workflow)));
    const { finished, folder, events } = await asProblems(file, () =>
      run({
        workflow,
        manifest,
        runsFolder: join(workspace, ".pipewright", "runs"),
        executor: processExecutor({
          processes,
          bundleMain: (tag) => bundleMain(workspace, tag),
          compileCache: join(workspace, ".pipewright", "cache", "compiled"),
          seed,
          requireGpu: false,
          ownEnv: process.env,
        }),
        parallel,
        signal: stop.signal,
        onEvent: (event) => renderer.onEvent(event),
        notes: notes(workflow),
        answer: async (question, signal) => (await givenAnswers(answers)(question, signal)) ?? person?.(question, signal),
        canAnswer: (template) => asks || mayAnswer(answers, template),
      }),
    );
    const report = await writeReport({ events, manifest, folder }).catch((error: Error) => `none: ${error.message}`);
    renderer.end({ report: shown(report), ...(finished.phase !== "Succeeded" && { goOn: goOn(args, folder) }) });
    if (finished.interrupted === true) return exitCode.interrupted;
    return finished.phase === "Succeeded" ? exitCode.fine : exitCode.problem;
  } finally {
    stop.end();
    processes.end();
  }
}

function goOn(args: readonly string[], folder: string): readonly string[] {
  return [
    `Logs and artifacts of every step: ${shown(join(folder, "steps"))}`,
    `Run it again: npx pipewright run ${args.map(quoted).join(" ")}`,
  ];
}

/** An argument as a shell takes it. */
const quoted = (text: string): string => (/^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

interface Prepared {
  readonly workflow: RunnableWorkflow;
  readonly manifest: string;
  readonly workspace: string;
}

/** A pipeline is compiled, a manifest is read; from there on both are the same. */
async function prepare(file: string, given: GivenParams, profile: string | undefined): Promise<Prepared> {
  if (![".yaml", ".yml", ".json"].includes(extname(file))) {
    const pipeline = await checkedPipeline(file, await loadProfile(profile));
    reportDiagnostics(pipeline.warnings);
    const objects = await manifestObjects(pipeline, { given, complete: true });
    return { workflow: runnableWorkflow(objects), manifest: print(objects), workspace: pipeline.workspace };
  }
  const path = requireFile(file);
  const manifest = readFileSync(path, "utf8");
  return {
    workflow: runnableWorkflow(readManifest(manifest, basename(path)), manifestArgs(given)),
    manifest,
    workspace: manifestWorkspace(path),
  };
}

/** The code of a manifest's images is in the project that it lies in, or else in the one where the person is. */
const manifestWorkspace = (path: string): string => projectOf(path) ?? workspaceOf(join(process.cwd(), "here"));

/** A manifest has no schemas: values travel as the text that Argo would get. */
function manifestArgs({ texts, values }: GivenParams): Readonly<Record<string, string>> {
  const fromFile = [...values].map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as const);
  return Object.fromEntries([...fromFile, ...texts]);
}

/** What this machine does otherwise than a cluster would. */
function notes(workflow: RunnableWorkflow): readonly string[] {
  const gpuTemplates = [...workflow.templates.values()].filter(
    ({ container }) => container?.resources?.limits?.["nvidia.com/gpu"] !== undefined,
  );
  const cached = [...workflow.templates.values()].filter(({ memoize }) => memoize !== undefined);
  return [
    ...gpuTemplates.map(({ name }) => `"${name}" asks the cluster for a GPU; here it uses the best that this machine has.`),
    ...cached.map(({ name }) => `"${name}" is cached on a cluster; here it runs each time.`),
    ...(workflow.spec.synchronization === undefined
      ? []
      : ["The run's locks keep runs on a cluster apart; here they hold nobody up."]),
  ];
}
