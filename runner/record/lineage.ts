import type { DatabaseSync } from "node:sqlite";
import { type RecordedInput, type RecordedStep, readSteps } from "./read-run.ts";

/** One artifact: an output of a step of a run. */
export interface ArtifactRef {
  readonly run: string;
  readonly step: string;
  readonly output: string;
}

/** An artifact with all that it was made of. */
export interface ArtifactOrigin extends ArtifactRef {
  readonly digest: string | null;
  readonly type: string | null;
  readonly bytes: number;
  readonly madeBy: StepOrigin;
}

export interface StepOrigin {
  readonly run: string;
  readonly step: string;
  readonly template: string;
  /** The hash of the component's code, of a step of ours. */
  readonly code: string | null;
  readonly image: string | null;
  /** The commit of the project that its run was of, where git knew it; of a result from the cache, that of the run that did the work. */
  readonly commit: string | null;
  /** Whether files of the project said something else than the commit. */
  readonly uncommitted: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  /** The run that did the work, when the result was taken from the cache. */
  readonly cachedFrom: { readonly run: string; readonly step: string } | null;
  readonly inputs: readonly InputOrigin[];
  /** Told above already: its inputs are not told again. */
  readonly isRepeated: boolean;
  /** So far back that no more is told. */
  readonly isCut: boolean;
}

export interface InputOrigin {
  readonly input: string;
  readonly digest: string | null;
  /** Where data from outside came from. */
  readonly source: string | null;
  readonly artifact: ArtifactOrigin | null;
}

/** A step that used an artifact, and what it made of it. */
export interface ArtifactUse {
  readonly run: string;
  readonly step: string;
  readonly input: string;
  readonly phase: string;
  readonly made: readonly (ArtifactRef & { readonly digest: string | null; readonly usedBy: readonly ArtifactUse[] })[];
  readonly isRepeated: boolean;
  readonly isCut: boolean;
}

/** Nobody reads a tree that is deeper. */
const deepest = 200;

export interface Lineage {
  readonly artifact: ArtifactOrigin;
  /** The same content elsewhere. */
  readonly copies: readonly ArtifactRef[];
  readonly usedBy: readonly ArtifactUse[];
}

/** Where an artifact came from, back to data and code, and what was made of it. */
export function lineageOf(db: DatabaseSync, ref: ArtifactRef): Lineage | undefined {
  const artifact = new Upwards(db).artifact(ref);
  if (artifact === undefined) return undefined;
  const copies = artifact.digest === null ? [] : artifactsWith(db, artifact.digest).filter((one) => !isSame(one, ref));
  return { artifact, copies, usedBy: new Downwards(db).usesOf({ ...ref, digest: artifact.digest }) };
}

const isSame = (one: ArtifactRef, other: ArtifactRef): boolean =>
  one.run === other.run && one.step === other.step && one.output === other.output;

/** The outputs with a content, the latest first. @param digest whole, or its beginning */
export function artifactsWith(db: DatabaseSync, digest: string): readonly (ArtifactRef & { readonly digest: string })[] {
  const rows = db
    .prepare(
      `SELECT made.run, made.step, made.output, made.digest FROM made JOIN runs ON runs.id = made.run
       WHERE made.digest >= ? AND made.digest < ? ORDER BY runs.started_at DESC, made.run DESC, made.step, made.output`,
    )
    .all(digest, `${digest}g`);
  return rows.map((row) => row as unknown as ArtifactRef & { readonly digest: string });
}

/** The outputs of a name, or else of an artifact type, the latest first. */
export function artifactsCalled(db: DatabaseSync, name: string): readonly ArtifactRef[] {
  const by = (column: "output" | "type"): readonly ArtifactRef[] =>
    db
      .prepare(
        `SELECT made.run, made.step, made.output FROM made JOIN runs ON runs.id = made.run
         WHERE made.${column} = ? ORDER BY runs.started_at DESC, made.run DESC, made.step, made.output`,
      )
      .all(name)
      .map((row) => row as unknown as ArtifactRef);
  const named = by("output");
  return named.length > 0 ? named : by("type");
}

class Upwards {
  readonly #db: DatabaseSync;
  readonly #told = new Set<string>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  artifact({ run, step, output }: ArtifactRef, depth = 0): ArtifactOrigin | undefined {
    const [found] = readSteps(this.#db, run, step);
    const made = found?.outputs.find((one) => one.output === output);
    if (found === undefined || made === undefined) return undefined;
    const { digest, type, bytes } = made;
    return { run, step, output, digest, type, bytes, madeBy: this.#step(run, found, depth) };
  }

  #step(run: string, step: RecordedStep, depth: number): StepOrigin {
    const name = JSON.stringify([run, step.step]);
    const isRepeated = this.#told.has(name) && step.inputs.length > 0;
    this.#told.add(name);
    const { template, code, image, parameters, cachedRun, cachedStep } = step;
    return {
      run,
      step: step.step,
      template,
      code,
      image,
      ...revisionOf(this.#db, cachedRun ?? run),
      parameters,
      cachedFrom: cachedRun === null ? null : { run: cachedRun, step: cachedStep ?? step.step },
      inputs: isRepeated || depth >= deepest ? [] : step.inputs.map((input) => this.#input(run, input, depth + 1)),
      isRepeated,
      isCut: !isRepeated && depth >= deepest && step.inputs.length > 0,
    };
  }

  #input(run: string, { input, digest, source, fromStep, fromOutput }: RecordedInput, depth: number): InputOrigin {
    const artifact =
      fromStep === null || fromOutput === null ? undefined : this.artifact({ run, step: fromStep, output: fromOutput }, depth);
    return { input, digest, source, artifact: artifact ?? null };
  }
}

function revisionOf(db: DatabaseSync, run: string): Pick<StepOrigin, "commit" | "uncommitted"> {
  const value = db.prepare("SELECT value FROM run_values WHERE run = ? AND kind = 'environment' AND name = ?");
  const commit = value.get(run, "commit")?.["value"];
  return {
    commit: typeof commit === "string" ? commit : null,
    uncommitted: commit !== undefined && value.get(run, "uncommitted") !== undefined,
  };
}

type UseRow = Pick<ArtifactUse, "run" | "step" | "input" | "phase">;

class Downwards {
  readonly #db: DatabaseSync;
  readonly #told = new Set<string>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** By its content wherever that is used, or by its name in its own run when nobody knows the content. */
  usesOf({ run, step, output, digest }: ArtifactRef & { readonly digest: string | null }, depth = 0): readonly ArtifactUse[] {
    const rows = this.#db
      .prepare(
        `SELECT used.run, used.step, min(used.input) AS input, steps.phase FROM used
         JOIN steps ON steps.run = used.run AND steps.step = used.step JOIN runs ON runs.id = used.run
         WHERE used.digest = ? OR (used.run = ? AND used.from_step = ? AND used.from_output = ?)
         GROUP BY used.run, used.step ORDER BY runs.started_at, used.run, steps.position`,
      )
      .all(digest, run, step, output);
    return rows.map((row) => this.#use(row as unknown as UseRow, depth));
  }

  #use(use: UseRow, depth: number): ArtifactUse {
    const { run, step } = use;
    const name = JSON.stringify([run, step]);
    const isRepeated = this.#told.has(name);
    this.#told.add(name);
    const isCut = !isRepeated && depth >= deepest;
    const [found] = isRepeated || isCut ? [] : readSteps(this.#db, run, step);
    const made = (found?.outputs ?? []).map(({ output, digest }) => {
      const ref = { run, step, output, digest };
      return { ...ref, usedBy: this.usesOf(ref, depth + 1) };
    });
    return { ...use, made, isRepeated, isCut };
  }
}
