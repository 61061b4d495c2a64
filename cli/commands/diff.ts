import { diffRuns } from "../../runner/record/diff-runs.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { parseVerb } from "../parse-args.ts";
import { withRecord } from "../record/open-record.ts";
import { showDiff } from "../record/show-diff.ts";
import { terminalFor } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

export async function diffCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("diff", args, { json: { type: "boolean" } });
  const [before, after, third] = paths;
  if (before === undefined || third !== undefined)
    throw new UsageError("pipewright diff wants two runs, such as: pipewright diff last~1 last");
  return await withRecord(async ({ run }) => {
    const diff = diffRuns(await run(before), await run(after ?? "last"));
    process.stdout.write(
      options.json === true ? `${JSON.stringify(diff, undefined, 2)}\n` : showDiff(diff, terminalFor(process.stdout)),
    );
    return exitCode.fine;
  });
}
