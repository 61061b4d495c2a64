import { isError } from "../../compiler/diagnostics/diagnostic.ts";
import { deployOptions } from "../deploy/deploy-options.ts";
import { planMarkdown } from "../deploy/plan-markdown.ts";
import { hasChanges } from "../deploy/plan-words.ts";
import { prepare } from "../deploy/prepare.ts";
import { showPlan } from "../deploy/show-plan.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { parseVerbArgs } from "../parse-args.ts";
import { reportDiagnostics } from "../print-diagnostics.ts";
import { terminalFor } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

/** With --exit-code: something would change. The same number as wrong usage, as for `terraform plan -detailed-exitcode`. */
const wouldChange = exitCode.usage;

export async function planCommand(args: readonly string[]): Promise<ExitCode> {
  const { file, options } = parseVerbArgs("plan", args, {
    ...deployOptions,
    markdown: { type: "boolean" },
    "exit-code": { type: "boolean" },
  });
  if (options.json === true && options.markdown === true) throw new UsageError("--json and --markdown exclude each other.");
  const { signal, end } = interruptible();
  try {
    const { plan, cost, findings } = await prepare({ file, options, signal });
    if (options.json === true) {
      const { steps: _steps, findings: _findings, ...shown } = plan;
      process.stdout.write(`${JSON.stringify({ ...shown, cost, findings }, undefined, 2)}\n`);
    } else if (options.markdown === true) process.stdout.write(planMarkdown(plan, cost, findings));
    else {
      reportDiagnostics(findings);
      process.stdout.write(showPlan(plan, cost, terminalFor(process.stdout)));
    }
    if (findings.some(isError)) return exitCode.problem;
    return options["exit-code"] === true && hasChanges(plan) ? wouldChange : exitCode.fine;
  } catch (error) {
    if (signal.aborted) return exitCode.interrupted;
    throw error;
  } finally {
    end();
  }
}
