import { dirname } from "node:path";
import { readKept, writeKept } from "../../runner/record/kept-runs.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { parseVerb } from "../parse-args.ts";
import { withRecord } from "../record/open-record.ts";
import { UsageError } from "../usage-error.ts";

export async function keepCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("keep", args, { undo: { type: "boolean" }, json: { type: "boolean" } });
  if (options.undo === true && paths.length === 0)
    throw new UsageError("pipewright keep --undo wants a run, such as: pipewright keep --undo last");
  return await withRecord(async ({ place, run }) => {
    const workspace = dirname(place.file);
    const kept = readKept(workspace);
    const named: string[] = [];
    for (const path of paths) named.push(options.undo === true && kept.includes(path) ? path : (await run(path)).id);
    const now = options.undo === true ? kept.filter((id) => !named.includes(id)) : [...new Set([...kept, ...named])];
    if (named.length > 0) writeKept(workspace, now);
    if (options.json === true) process.stdout.write(`${JSON.stringify({ kept: now }, undefined, 2)}\n`);
    else if (named.length === 0)
      process.stdout.write(now.length === 0 ? "No run is kept.\n" : now.map((id) => `${id}\n`).join(""));
    else process.stdout.write(named.map((id) => `${id} ${options.undo === true ? "may go" : "is kept"}\n`).join(""));
    return exitCode.fine;
  });
}
