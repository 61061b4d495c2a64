import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { type ArtifactRef, artifactsCalled, artifactsWith } from "../../runner/record/lineage.ts";
import { contentDigest } from "../../util/content-digest.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { ProblemError } from "../problem-error.ts";
import { findStep, type ProjectRecord } from "./open-record.ts";
import { digestWords } from "./words.ts";

const mostListed = 10;

export const noArtifact = (message: string, help?: string): ProblemError =>
  new ProblemError([diagnostic({ code: "artifact-not-found", message, help })]);

const refWords = ({ run, step, output }: ArtifactRef): string => `${run}/${step}/${output}`;

const listed = (names: readonly string[]): string =>
  `${names.slice(0, mostListed).join(", ")}${names.length > mostListed ? `, and ${names.length - mostListed} more` : ""}`;

/**
 * The artifact that a person names: `<run>/<step>/<output>`, `<run>/<step>`, a digest or its beginning, a file or folder with that content, or the
 * name or the type of an output, of which the latest one is meant.
 * @throws ProblemError `artifact-not-found`, with those that may be meant
 */
export async function findArtifact(record: ProjectRecord, named: string): Promise<ArtifactRef> {
  const [, mark, hex] = /^(sha256:)?([0-9a-f]{1,64})$/.exec(named) ?? [];
  const isDigest = hex !== undefined && (mark !== undefined || hex.length >= 6);
  if (isDigest) {
    const found = latestWith(record.db, `sha256:${hex}`);
    if (found !== undefined) return found;
  }
  if (existsSync(named)) {
    const { digest } = await contentDigest(named);
    const found = latestWith(record.db, digest);
    if (found !== undefined) return found;
    throw noArtifact(`No run has made what is in "${named}" now (${digest}).`);
  }
  const [run = "", ...rest] = named.split("/");
  if (rest.length > 0) return await outputNamed(record, run, rest);
  const called = latestCalled(record.db, named);
  if (called !== undefined) return called;
  if (isDigest) throw noArtifact(`There is no artifact whose digest begins with sha256:${hex}.`);
  throw noArtifact(
    `"${named}" is no artifact, and no file.`,
    "Such as last/train/model, the name of an output, a digest, or a file.",
  );
}

/** @throws ProblemError when several contents begin like that */
function latestWith(db: DatabaseSync, digest: string): ArtifactRef | undefined {
  const found = artifactsWith(db, digest);
  const latest = new Map(found.toReversed().map((one) => [one.digest, one]));
  if (latest.size <= 1) return found[0];
  const names = [...latest.values()].toReversed().map((one) => `${digestWords(one.digest)} (${refWords(one)})`);
  throw noArtifact(`${latest.size} digests begin with ${digest}.`, `They are: ${listed(names)}.`);
}

/** @throws ProblemError when several steps of the latest run with such an output made one */
function latestCalled(db: DatabaseSync, name: string): ArtifactRef | undefined {
  const found = artifactsCalled(db, name);
  const ofLatest = found.filter(({ run }) => run === found[0]?.run);
  if (ofLatest.length <= 1) return ofLatest[0];
  throw noArtifact(
    `"${name}" may be one of ${ofLatest.length} artifacts of run ${ofLatest[0]?.run}.`,
    `They are: ${listed(ofLatest.map(refWords))}.`,
  );
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
  const theirs = `Its artifacts: ${outputs.map((one) => `${run}/${step.step}/${one}`).join(", ")}.`;
  throw output === undefined
    ? noArtifact(`"${step.step}" left ${outputs.length} artifacts.`, theirs)
    : noArtifact(`"${step.step}" has no artifact "${output}".${didYouMean(output, outputs)}`, theirs);
}
