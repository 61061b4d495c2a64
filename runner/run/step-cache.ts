import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Artifact, Template } from "../../compiler/argo/model.generated.ts";
import { placeOf } from "../artifacts/artifact-place.ts";
import type { CacheEntry, CacheLookup } from "../controller/surroundings.ts";
import type { ArtifactRecord, NodeFinished, NodeStarted, RunEvent } from "../event.ts";
import { goDurationSeconds } from "../go-duration.ts";
import { declaredEnv } from "./declared-env.ts";
import { keyParts } from "./key-parts.ts";
import { type KeptArtifact, linkTree, type MemoStore, type StoredEntry, type TreeSize } from "./memo-store.ts";
import type { NodeFacts } from "./node-events.ts";
import { stepName } from "./step-name.ts";

export interface StepCacheOptions {
  readonly store: MemoStore;
  readonly runId: string;
  /** The folder of the run. */
  readonly folder: string;
  /** Why a step is to run although its result may be there; undefined when it need not. */
  readonly refuses: (node: string, template: Template) => string | undefined;
  readonly now: () => number;
}

/**
 * The cache of one run: takes results of earlier runs over, with their artifacts, and keeps those of its own once they are in the journal. It can tell
 * of each node where its result is from, or why it is not from a cache.
 */
export class StepCache {
  readonly #options: StepCacheOptions;
  readonly #facts = new Map<string, NodeFacts>();
  readonly #started = new Map<string, NodeStarted>();
  readonly #toKeep = new Map<string, { readonly cache: string; readonly key: string; readonly entry: CacheEntry }>();
  #workflow = "";
  readonly #byKey = new Map<string, ArtifactRecord>();

  constructor(options: StepCacheOptions) {
    this.#options = options;
  }

  readonly facts = (node: string): NodeFacts => this.#facts.get(node) ?? {};

  readonly get = (cache: string, key: string, { node, template }: CacheLookup): CacheEntry | undefined => {
    const { container, script } = template;
    const image = container?.image ?? script?.image;
    const about: NodeFacts = { ...(image !== undefined && { image }), env: declaredEnv(template), cacheKey: key };
    const found = this.#find(cache, key, node, template);
    if (!("entry" in found)) {
      this.#facts.set(node, { ...about, ...(found.why !== undefined && { notCached: found.why }) });
      return undefined;
    }
    const { entry, artifacts, outputs } = found;
    this.#facts.set(node, { ...about, artifacts, cachedFrom: entry.from.run, cachedStep: entry.from.step });
    return { outputs, savedAt: entry.savedAt };
  };

  /** Kept when the node's end is told: then it is in the journal, and its artifacts are known. */
  readonly put = (cache: string, key: string, entry: CacheEntry, node: string): void => {
    this.#toKeep.set(node, { cache, key, entry });
  };

  /** Is told of everything that happens in the run. */
  readonly note = (event: RunEvent): void => {
    if (event.type === "run-started") this.#workflow = event.workflow;
    if (event.type === "node-started") this.#started.set(event.node, event);
    if (event.type === "node-finished") this.#ended(event);
  };

  #find(cache: string, key: string, node: string, template: Template): Found | { readonly why: string | undefined } {
    const { refuses, store, now } = this.#options;
    const unknown = unknownDigest(template);
    if (unknown !== undefined) return { why: unknownWords(unknown) };
    const why = refuses(node, template);
    if (why !== undefined) return { why };
    const entry = store.get(cache, key);
    if (entry === undefined) return { why: undefined };
    const seconds = goDurationSeconds(template.memoize?.maxAge ?? "");
    if (seconds !== undefined && now() > entry.savedAt + seconds * 1000)
      return { why: `what ${entry.from.run} made is older than ${template.memoize?.maxAge}` };
    return this.#taken(entry) ?? this.#takenAnew(cache, key, entry);
  }

  /** Another run may have replaced the entry just now; else its artifacts are gone. */
  #takenAnew(cache: string, key: string, before: StoredEntry): Found | { readonly why: string } {
    const entry = this.#options.store.get(cache, key);
    const taken = entry === undefined || entry.files === before.files ? undefined : this.#taken(entry);
    return taken ?? { why: `artifacts of what ${before.from.run} made are not in the cache any more` };
  }

  /** An entry with its artifacts in the store of this run; undefined when one is missing. */
  #taken(entry: StoredEntry): Found | undefined {
    const { folder, store } = this.#options;
    const artifacts: ArtifactRecord[] = [];
    const placed = new Map<string, Artifact>();
    try {
      for (const kept of entry.artifacts) {
        const artifact = entry.outputs.artifacts?.find(({ name }) => name === kept.name);
        const place = artifact === undefined ? undefined : placeOf(artifact);
        if (artifact === undefined || place?.kind !== "local") continue;
        const key = `cached/${entry.files}/${kept.file}/${basename(place.key)}`;
        const path = join(folder, "artifacts", key);
        appear(store.pathOf(entry, kept), path, join(folder, "artifacts", ".partial"), kept.kept);
        placed.set(kept.name, withKey(artifact, key));
        const { file: _, kept: __, ...record } = kept;
        artifacts.push({ ...record, path, key });
      }
    } catch {
      return undefined; // not there, or no room for it
    }
    const outputs = {
      ...entry.outputs,
      ...(entry.outputs.artifacts && { artifacts: entry.outputs.artifacts.map((one) => placed.get(one.name) ?? one) }),
    };
    return { entry, artifacts, outputs };
  }

  #ended(event: NodeFinished): void {
    for (const artifact of event.artifacts) if (artifact.key !== undefined) this.#byKey.set(artifact.key, artifact);
    const kept = this.#toKeep.get(event.node);
    const started = this.#started.get(event.node);
    this.#toKeep.delete(event.node);
    if (kept === undefined || started === undefined || hasUnknownDigest(started)) return;
    const paths = new Map<string, string>();
    const artifacts: KeptArtifact[] = [];
    for (const artifact of kept.entry.outputs.artifacts ?? []) {
      const place = placeOf(artifact);
      if (place.kind !== "local") continue; // it lies where any run finds it
      const record = this.#byKey.get(place.key);
      const path = record?.path ?? join(this.#options.folder, "artifacts", place.key);
      const file = String(artifacts.length);
      paths.set(file, path);
      const { path: _, key: __, ...about } = record ?? { path, bytes: 0 };
      artifacts.push({ ...about, name: artifact.name, file });
    }
    const { store, runId } = this.#options;
    const { cache, key, entry } = kept;
    const parts = keyParts(started, (used) => (used.key === undefined ? undefined : this.#byKey.get(used.key)?.digest));
    store.put(
      {
        ...entry,
        cache,
        key,
        from: { run: runId, step: stepName(this.#workflow, event.node, started.templateName) },
        artifacts,
        parts,
      },
      paths,
    );
  }
}

interface Found {
  readonly entry: StoredEntry;
  readonly artifacts: readonly ArtifactRecord[];
  readonly outputs: CacheEntry["outputs"];
}

/** Our components' inputs that tell the digest of an artifact; without it nobody knows whether the artifact is the same. */
const digestInput = /^digest-(.+)$/;

function unknownDigest({ inputs }: Template): string | undefined {
  const found = inputs?.parameters?.find(({ name, value }) => digestInput.test(name) && (value ?? "") === "");
  return found?.name.replace(digestInput, "$1");
}

const hasUnknownDigest = ({ inputs }: NodeStarted): boolean =>
  Object.entries(inputs).some(([name, value]) => digestInput.test(name) && value === "");

const unknownWords = (input: string): string =>
  `nobody knows the digest of its input "${input}", so it can't be said whether that is the same as before`;

/** Links a kept artifact to its place in the store of a run, whole or not at all. */
function appear(from: string, to: string, partialFolder: string, kept: TreeSize | undefined): void {
  if (existsSync(to)) return; // another step has taken the same result
  const partial = join(partialFolder, randomUUID());
  mkdirSync(partialFolder, { recursive: true });
  try {
    const { files, bytes } = linkTree(from, partial);
    if (files !== kept?.files || bytes !== kept.bytes) throw new Error("a part of it is gone");
    mkdirSync(dirname(to), { recursive: true });
    renameSync(partial, to);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** An artifact of the artifact repository under another key. */
function withKey(artifact: Artifact, key: string): Artifact {
  const { s3, gcs, oss, azure } = artifact;
  if (s3 !== undefined) return { ...artifact, s3: { ...s3, key } };
  if (gcs !== undefined) return { ...artifact, gcs: { ...gcs, key } };
  if (oss !== undefined) return { ...artifact, oss: { ...oss, key } };
  return azure === undefined ? artifact : { ...artifact, azure: { ...azure, blob: key } };
}
