import { whyStep } from "../../runner/record/why-step.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { parseVerb } from "../parse-args.ts";
import { findStep, withRecord } from "../record/open-record.ts";
import { showReason } from "../record/show-reason.ts";
import { terminalFor } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

export async function whyCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("why", args, { json: { type: "boolean" } });
  const [named, step, third] = paths;
  if (named === undefined || step === undefined || third !== undefined)
    throw new UsageError("pipewright why wants a run and a step of it, such as: pipewright why last train");
  return await withRecord(async ({ db, run }) => {
    const whole = await run(named);
    const reason = whyStep(db, whole.id, findStep(whole, step));
    process.stdout.write(
      options.json === true ? `${JSON.stringify(reason, undefined, 2)}\n` : showReason(reason, terminalFor(process.stdout)),
    );
    return exitCode.fine;
  });
}
