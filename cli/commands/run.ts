import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, extname, join } from "node:path";
import { print } from "../../compiler/4-print/print.ts";
import type { Workflow } from "../../compiler/argo/model.generated.ts";
import { projectOf, workspaceOf } from "../../containers/build/build-bundles.ts";
import { bundleMain } from "../../containers/build/bundle-store.ts";
import { checkAnswers, givenAnswers, mayAnswer, parseAnswer } from "../../runner/answers/given-answers.ts";
import { LocalStore } from "../../runner/artifacts/local-store.ts";
import type { Submission } from "../../runner/controller/submission.ts";
import { chooseWorkflow } from "../../runner/manifest/choose-workflow.ts";
import { Cluster } from "../../runner/manifest/cluster.ts";
import { withArguments } from "../../runner/manifest/given-arguments.ts";
import { reachableTemplates } from "../../runner/manifest/reachable-templates.ts";
import { readManifest } from "../../runner/manifest/read-manifest.ts";
import { submit } from "../../runner/manifest/submit.ts";
import { baseEnvironment, NodeProcesses } from "../../runner/pods/process/node-processes.ts";
import { processPods } from "../../runner/pods/process/process-pods.ts";
import { writeReport } from "../../runner/report/write-report.ts";
import { roomFor } from "../../runner/run/room.ts";
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
import { type CacheFlags, cacheOf, checkFresh } from "../run-cache.ts";
import { type GivenParams, readGivenParams } from "../run-params.ts";
import { shown } from "../type-check.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";

/** Steps spend time waiting for files and for their own threads: two per core keep the cores busy. */
const stepsPerCore = 2;

export async function runCommand(args: readonly string[]): Promise<ExitCode> {
  const { file, options } = parseVerbArgs("run", args, {
    param: { type: "string", short: "p", multiple: true },
    params: { type: "string" },
    parallel: { type: "string" },
    seed: { type: "string" },
    "no-cache": { type: "boolean" },
    fresh: { type: "string", multiple: true },
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
  const flags: CacheFlags = { noCache: options["no-cache"] === true, fresh: options.fresh ?? [] };
  const answers = (options.answer ?? []).map(parseAnswer);
  const asks = options.json !== true && options.quiet !== true && canAsk();
  const person = asks ? askPerson() : undefined;
  const stop = interruptible();
  try {
    const { cluster, workflow, manifest, workspace } = await asProblems(file, () => prepare(file, given, options.profile));
    const templates = reachableTemplates(submit(workflow, cluster, { uid: "", now: 0 }));
    const waits = templates.some(({ suspend }) => suspend !== undefined);
    const renderer = rendererFor({ json: options.json === true, quiet: options.quiet === true, asks: asks && waits });
    await asProblems(file, async () => checkAnswers(answers, templates));
    checkFresh(flags.fresh, templates);
    const { finished, folder, events } = await asProblems(file, () =>
      run({
        cluster,
        workflow,
        manifest,
        runsFolder: join(workspace, ".pipewright", "runs"),
        pods: (runFolder) =>
          processPods({
            store: new LocalStore(join(runFolder, "artifacts")),
            objects: cluster,
            env: process.env,
            processes,
            bundleMain: (tag) => bundleMain(workspace, tag),
            compileCache: join(workspace, ".pipewright", "cache", "compiled"),
            seed,
            requireGpu: false,
          }),
        room: roomFor(parallel),
        cache: cacheOf(workspace, flags),
        environment: { pipewright: version },
        seed,
        signal: stop.signal,
        onEvent: (event) => renderer.onEvent(event),
        notes,
        answerer: async (question, signal) => (await givenAnswers(answers)(question, signal)) ?? person?.(question, signal),
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
  readonly cluster: Cluster;
  readonly workflow: Workflow;
  readonly manifest: string;
  readonly workspace: string;
}

/** A pipeline is compiled, a manifest is read; from there on both are the same. */
async function prepare(file: string, given: GivenParams, profile: string | undefined): Promise<Prepared> {
  if (![".yaml", ".yml", ".json"].includes(extname(file))) {
    const pipeline = await checkedPipeline(file, await loadProfile(profile));
    reportDiagnostics(pipeline.warnings);
    const manifest = print(await manifestObjects(pipeline, { given, complete: true }));
    return { ...chosen(new Cluster(readManifest(manifest, file)), {}), manifest, workspace: pipeline.workspace };
  }
  const path = requireFile(file);
  const manifest = readFileSync(path, "utf8");
  return {
    ...chosen(new Cluster(readManifest(manifest, basename(path))), manifestArgs(given)),
    manifest,
    workspace: manifestWorkspace(path),
  };
}

function chosen(cluster: Cluster, given: Readonly<Record<string, string>>): Pick<Prepared, "cluster" | "workflow"> {
  return { cluster, workflow: withArguments(chooseWorkflow(cluster), cluster, given) };
}

/** The code of a manifest's images is in the project that it lies in, or else in the one where the person is. */
const manifestWorkspace = (path: string): string => projectOf(path) ?? workspaceOf(join(process.cwd(), "here"));

/** A manifest has no schemas: values travel as the text that Argo would get. */
function manifestArgs({ texts, values }: GivenParams): Readonly<Record<string, string>> {
  const fromFile = [...values].map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as const);
  return Object.fromEntries([...fromFile, ...texts]);
}

/** What this machine does otherwise than a cluster would. */
function notes(submission: Submission): readonly string[] {
  return reachableTemplates(submission)
    .filter(({ container }) => container?.resources?.limits?.["nvidia.com/gpu"] !== undefined)
    .map(({ name }) => `"${name}" asks the cluster for a GPU; here it uses the best that this machine has.`);
}
