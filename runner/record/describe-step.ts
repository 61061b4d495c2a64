import { join } from "node:path";
import { contentDigest } from "../../util/content-digest.ts";
import type { ArtifactRecord, UsedArtifact } from "../event.ts";
import { readScalars } from "../logging/read-scalars.ts";
import { ownArtifact } from "../run/own-artifact.ts";
import type { StepFacts } from "./run-fold.ts";

/** What a foreign step left has no digest yet; of more than this nobody waits for one. */
const largestToRead = 256 * 2 ** 20;

export interface Made {
  readonly output: string;
  readonly digest?: string;
  readonly type?: string;
  readonly bytes: number;
  readonly key?: string;
}

export interface Used {
  readonly input: string;
  readonly digest?: string;
  readonly bytes?: number;
  readonly source?: string;
  readonly fromStep?: string;
  readonly fromOutput?: string;
}

export interface Metric {
  /** The artifact that holds it; empty for an output that is a number. */
  readonly output: string;
  readonly name: string;
  readonly value: number | null;
}

/** A step with what its artifacts hold. */
export interface DescribedStep {
  readonly facts: StepFacts;
  readonly made: readonly Made[];
  readonly used: readonly Used[];
  readonly metrics: readonly Metric[];
}

interface Maker {
  readonly step: string;
  readonly made: Made;
}

/** Who made what in one run, by the artifacts' keys. */
export class Makers {
  readonly #byKey = new Map<string, Maker>();

  add(step: string, made: Made): void {
    if (made.key !== undefined) this.#byKey.set(made.key, { step, made });
  }

  /** The makers of what lies under a key: of itself, of what it is a part of, or of all keys below it. */
  of(key: string): readonly Maker[] {
    const plain = key.replace(/\/+$/, "");
    for (let at = plain; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
      const exact = this.#byKey.get(at);
      if (exact !== undefined) return [exact];
    }
    return [...this.#byKey].filter(([other]) => other.startsWith(`${plain}/`)).map(([, maker]) => maker);
  }
}

/**
 * Looks into what a step left: digests of what has none, and numbers.
 *
 * @param folder the run's folder, where its artifacts are now
 */
export async function describeStep(facts: StepFacts, folder: string, makers: Makers): Promise<DescribedStep> {
  const made: Made[] = [];
  const metrics: Metric[] = [];
  for (const artifact of facts.made) {
    const path = artifact.key === undefined ? artifact.path : join(folder, "artifacts", artifact.key);
    const described = await describeMade(artifact, path, folder);
    made.push(described);
    makers.add(facts.step, described);
    const scalars = readScalars({ ...artifact, path }, folder);
    metrics.push(...scalars.map(([name, value]) => ({ output: artifact.name, name, value })));
  }
  for (const [name, text] of Object.entries(facts.outputs)) {
    const value = /^-?(\d|\.\d)/.test(text) ? Number(text) : Number.NaN;
    if (Number.isFinite(value)) metrics.push({ output: "", name, value });
  }
  return { facts, made, used: facts.used.flatMap((one) => origins(one, makers)), metrics };
}

async function describeMade(
  { name, digest, artifactType, bytes, key }: ArtifactRecord,
  path: string,
  folder: string,
): Promise<Made> {
  const known = digest ?? (await digestOf(path, bytes, folder));
  return {
    output: name,
    bytes,
    ...(known !== undefined && { digest: known }),
    ...(artifactType !== undefined && { type: artifactType }),
    ...(key !== undefined && { key }),
  };
}

async function digestOf(path: string, bytes: number, folder: string): Promise<string | undefined> {
  if (path === "" || bytes > largestToRead) return undefined;
  try {
    return (await contentDigest(ownArtifact(folder, path))).digest;
  } catch {
    return undefined; // gone, no file, or not the run's own
  }
}

function origins({ name, key, source }: UsedArtifact, makers: Makers): readonly Used[] {
  if (key === undefined) return [{ input: name, ...(source !== undefined && { source }) }];
  const found = makers.of(key);
  if (found.length === 0) return [{ input: name, source: `artifacts/${key}` }];
  return found.map(({ step, made }) => ({
    input: name,
    fromStep: step,
    fromOutput: made.output,
    bytes: made.bytes,
    ...(made.digest !== undefined && { digest: made.digest }),
  }));
}
