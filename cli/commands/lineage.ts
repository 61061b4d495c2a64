import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { type ArtifactRef, artifactsWith, lineageOf } from "../../runner/record/lineage.ts";
import { contentDigest } from "../../util/content-digest.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { oneFile, parseVerb } from "../parse-args.ts";
import { ProblemError } from "../problem-error.ts";
import { findStep, type ProjectRecord, withRecord } from "../record/open-record.ts";
import { showLineage } from "../record/show-lineage.ts";
import { terminalFor } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

export async function lineageCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("lineage", args, { json: { type: "boolean" } });
  const named = oneFile("lineage", paths);
  if (named === "")
    throw new UsageError(
      "pipewright lineage wants an artifact, such as: pipewright lineage last/train/model, a digest, or a file",
    );
  return await withRecord(async (record) => {
    const ref = await artifactNamed(record, named);
    const lineage = lineageOf(record.db, ref);
    if (lineage === undefined) throw noArtifact(`There is no artifact "${named}".`);
    process.stdout.write(
      options.json === true ? `${JSON.stringify(lineage, undefined, 2)}\n` : showLineage(lineage, terminalFor(process.stdout)),
    );
    return exitCode.fine;
  });
}

const noArtifact = (message: string, help?: string): ProblemError =>
  new ProblemError([diagnostic({ code: "artifact-not-found", message, help })]);

/** `<run>/<step>/<output>`, `<run>/<step>`, a digest or its beginning, or a file or folder with that content. */
async function artifactNamed(record: ProjectRecord, named: string): Promise<ArtifactRef> {
  const [, hex] = /^(?:sha256:)?([0-9a-f]{6,64})$/.exec(named) ?? [];
  if (hex !== undefined)
    return latestWith(record.db, `sha256:${hex}`, `There is no artifact whose digest begins with sha256:${hex}.`);
  if (existsSync(named)) {
    const { digest } = await contentDigest(named);
    return latestWith(record.db, digest, `No run has made what is in "${named}" now (${digest}).`);
  }
  const [run = "", ...rest] = named.split("/");
  if (rest.length === 0)
    throw noArtifact(`"${named}" is no artifact, and no file.`, "Such as last/train/model, a digest, or a file.");
  return await outputNamed(record, run, rest);
}

function latestWith(db: DatabaseSync, digest: string, otherwise: string): ArtifactRef {
  const found = artifactsWith(db, digest);
  const [latest] = found;
  if (latest === undefined) throw noArtifact(otherwise);
  const digests = new Set(found.map((one) => one.digest));
  if (digests.size > 1) throw noArtifact(`${digests.size} digests begin like that: ${[...digests].slice(0, 5).join(", ")}.`);
  return latest;
}

/** A step's name may have slashes, and a step with one output needs no name of it. */
async function outputNamed(record: ProjectRecord, run: string, rest: readonly string[]): Promise<ArtifactRef> {
  const whole = await record.run(run);
  const isStep = whole.steps.some(({ step }) => step === rest.join("/"));
  const [names, output] = rest.length === 1 || isStep ? [rest, undefined] : [rest.slice(0, -1), rest.at(-1)];
  const step = findStep(whole, names.join("/"));
  const outputs = step.outputs.map((one) => one.output);
  const chosen = output ?? (outputs.length === 1 ? outputs[0] : undefined);
  if (chosen !== undefined && outputs.includes(chosen)) return { run: whole.id, step: step.step, output: chosen };
  if (outputs.length === 0)
    throw noArtifact(`"${step.step}" of run ${whole.id} left no artifact: it ${step.phase.toLowerCase()}.`);
  const listed = `Its artifacts: ${outputs.map((one) => `${run}/${step.step}/${one}`).join(", ")}.`;
  throw output === undefined
    ? noArtifact(`"${step.step}" left ${outputs.length} artifacts.`, listed)
    : noArtifact(`"${step.step}" has no artifact "${output}".${didYouMean(output, outputs)}`, listed);
}
