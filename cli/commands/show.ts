import { type ExitCode, exitCode } from "../exit-codes.ts";
import { oneFile, parseVerb } from "../parse-args.ts";
import { isLost, withRecord } from "../record/open-record.ts";
import { showRun } from "../record/show-run.ts";
import { terminalFor } from "../terminal.ts";

export async function showCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("show", args, { json: { type: "boolean" } });
  return await withRecord(async ({ run, folderOf }) => {
    const whole = await run(oneFile("show", paths) || "last");
    const folder = folderOf(whole.id);
    const known = { ...whole, phase: isLost(whole, folder) ? ("Lost" as const) : whole.phase, folder };
    if (options.json === true) process.stdout.write(`${JSON.stringify(known, undefined, 2)}\n`);
    else process.stdout.write(showRun(known, terminalFor(process.stdout)));
    return exitCode.fine;
  });
}
