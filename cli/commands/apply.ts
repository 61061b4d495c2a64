import type { AppliedObject, ApplyOutcome } from "../../cluster/apply/apply-plan.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { appliedLine, applyProblems, outcomeWords } from "../deploy/applied-words.ts";
import { asDeployProblems } from "../deploy/as-deploy-problems.ts";
import { deployOptions } from "../deploy/deploy-options.ts";
import { type Prepared, prepare, refuseProblems } from "../deploy/prepare.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { parseVerbArgs } from "../parse-args.ts";
import { reportDiagnostics } from "../print-diagnostics.ts";
import { terminalFor } from "../terminal.ts";

export async function applyCommand(args: readonly string[]): Promise<ExitCode> {
  const { file, options } = parseVerbArgs("apply", args, {
    ...deployOptions,
    "allow-missing": { type: "boolean" },
    run: { type: "boolean" },
  });
  const { signal, end } = interruptible();
  const { style } = terminalFor(process.stdout);
  const isJson = options.json === true;
  const tell = (one: AppliedObject): void => {
    if (!isJson) process.stdout.write(`${appliedLine(one, style)}\n`);
  };
  try {
    const prepared = await prepare({ file, options, signal });
    refuseProblems(prepared.findings, options["allow-missing"] === true);
    reportDiagnostics(prepared.findings);
    const { applyPlan } = await import("../../cluster/apply/apply-plan.ts");
    const { cluster, plan, pipeline } = prepared;
    const outcome = await applyPlan(cluster, plan.steps, {
      pipeline,
      takesOver: options["force-conflicts"] === true,
      signal,
      onRetry: (why) => process.stderr.write(`waiting: ${why}\n`),
      onDone: tell,
    });
    const isWhole = outcome.problems.length === 0 && !outcome.isInterrupted;
    const started = isWhole && options.run === true ? await startRuns(prepared, tell) : [];
    const objects = [...outcome.objects, ...started];
    if (isJson) process.stdout.write(`${JSON.stringify({ ...where(prepared), ...outcome, objects }, undefined, 2)}\n`);
    else process.stdout.write(`${outcomeWords(objects)}\n`);
    return ended(outcome, `pipewright apply ${args.join(" ")}`);
  } catch (error) {
    if (signal.aborted) return exitCode.interrupted;
    throw error;
  } finally {
    end();
  }
}

const where = ({ cluster: { context, namespace }, pipeline }: Prepared) => ({ context, namespace, pipeline });

/** The Workflow beside the template is a run: it starts only when it was asked for. */
async function startRuns(
  { cluster, objects, pipeline }: Prepared,
  tell: (one: AppliedObject) => void,
): Promise<readonly AppliedObject[]> {
  const { startRun } = await import("../../cluster/apply/start-run.ts");
  const started: AppliedObject[] = [];
  for (const object of objects.filter(({ kind }) => kind === "Workflow")) {
    const isNew = await asDeployProblems(() => startRun(cluster, object, pipeline), cluster.context);
    const one = { kind: "Workflow", name: object.metadata.name ?? "", outcome: isNew ? "created" : "unchanged" } as const;
    tell(one);
    started.push(one);
  }
  return started;
}

function ended(outcome: ApplyOutcome, command: string): ExitCode {
  const { objects, problems, isInterrupted } = outcome;
  if (problems.length === 0 && !isInterrupted) return exitCode.fine;
  const stopped = problem("apply-stopped", { done: applyProblems(objects), help: `To go on: ${command}` });
  reportDiagnostics([...problems, stopped]);
  return isInterrupted && problems.length === 0 ? exitCode.interrupted : exitCode.problem;
}
