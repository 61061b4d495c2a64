import { lineageOf } from "../../runner/record/lineage.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { oneFile, parseVerb } from "../parse-args.ts";
import { findArtifact, noArtifact } from "../record/find-artifact.ts";
import { withRecord } from "../record/open-record.ts";
import { showLineage } from "../record/show-lineage.ts";
import { terminalFor } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

export async function lineageCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("lineage", args, { json: { type: "boolean" } });
  const named = oneFile("lineage", paths);
  if (named === "")
    throw new UsageError(
      "pipewright lineage wants an artifact, such as: pipewright lineage last/train/model, the name of an output, a digest, or a file",
    );
  return await withRecord(async (record) => {
    const lineage = lineageOf(record.db, await findArtifact(record, named));
    if (lineage === undefined) throw noArtifact(`There is no artifact "${named}".`);
    process.stdout.write(
      options.json === true ? `${JSON.stringify(lineage, undefined, 2)}\n` : showLineage(lineage, terminalFor(process.stdout)),
    );
    return exitCode.fine;
  });
}
