import { createHash } from "node:crypto";
import type { ArtifactRecord, RunEvent, UsedArtifact } from "../event.ts";
import { codeOf } from "../run/key-parts.ts";
import { type RunFacts, RunFold, type StepFacts } from "./run-fold.ts";

/** An event as OpenLineage 2-0-2 has it. */
export interface LineageEvent {
  readonly eventType: "START" | "COMPLETE" | "FAIL" | "ABORT";
  readonly eventTime: string;
  readonly run: { readonly runId: string; readonly facets: Facets };
  readonly job: { readonly namespace: string; readonly name: string; readonly facets: Facets };
  readonly inputs: readonly Dataset[];
  readonly outputs: readonly Dataset[];
  readonly producer: string;
  readonly schemaURL: string;
}

type Facets = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface Dataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets: Facets;
  readonly outputFacets?: Facets;
}

const spec = "https://openlineage.io/spec";
const schemaURL = `${spec}/2-0-2/OpenLineage.json#/$defs/RunEvent`;
const namespace = "pipewright";

/**
 * Tells the events of a run as OpenLineage does: a run of the pipeline's job, and inside of it one of a job for each step, with what it read and
 * made. Data that steps hand on is named after the step that made it, so that it is the same dataset in every run; its version is its digest.
 *
 * @see https://openlineage.io/docs/spec/object-model
 */
export class OpenLineage {
  readonly #producer: string;
  readonly #fold = new RunFold();
  readonly #begun = new Set<string>();
  readonly #ended = new Set<string>();
  readonly #makers = new Map<string, { readonly step: string; readonly made: ArtifactRecord }>();

  /** @param version Pipewright's own */
  constructor(version: string) {
    this.#producer = `https://pipewright.dev/runner/${version}`;
  }

  /** @returns what follows from the event */
  add(event: RunEvent): readonly LineageEvent[] {
    this.#fold.add(event);
    const { run } = this.#fold;
    if (run === undefined) return [];
    const steps = this.#fold.takeChanged().flatMap((step) => this.#stepEvents(run, step));
    if (event.type === "run-started") return [this.#runEvent(run, "START", run.startedAt), ...steps];
    if (event.type !== "run-finished") return steps;
    const end = run.interrupted ? "ABORT" : run.phase === "Succeeded" ? "COMPLETE" : "FAIL";
    return [...steps, this.#runEvent(run, end, event.time)];
  }

  #stepEvents(run: RunFacts, step: StepFacts): readonly LineageEvent[] {
    if (step.phase === "Skipped" || step.phase === "Omitted") return [];
    const events: LineageEvent[] = [];
    if (!this.#begun.has(step.step)) {
      this.#begun.add(step.step);
      events.push(this.#stepEvent(run, step, "START", step.startedAt));
    }
    if (step.finishedAt === undefined || this.#ended.has(step.step)) return events;
    this.#ended.add(step.step);
    for (const made of step.made) if (made.key !== undefined) this.#makers.set(made.key, { step: step.step, made });
    events.push(this.#stepEvent(run, step, step.phase === "Succeeded" ? "COMPLETE" : "FAIL", step.finishedAt));
    return events;
  }

  #runEvent(run: RunFacts, eventType: LineageEvent["eventType"], time: number): LineageEvent {
    const facets: Facets = {
      ...this.#engine(run),
      ...this.#parameters(run.parameters),
      ...(eventType === "FAIL" && this.#error(run.message)),
    };
    const job = { namespace, name: run.pipeline, facets: this.#jobType("PIPELINE") };
    return this.#event(eventType, time, { runId: uuidOf(run.id), facets }, job, [], []);
  }

  #stepEvent(run: RunFacts, step: StepFacts, eventType: LineageEvent["eventType"], time: number): LineageEvent {
    const code = codeOf(step.image) ?? step.image;
    const tags = [
      ...(code === undefined ? [] : [{ key: "code", value: code }]),
      ...(step.cachedRun === undefined ? [] : [{ key: "cached-from", value: `${step.cachedRun}/${step.cachedStep}` }]),
    ];
    const facets: Facets = {
      parent: this.#facet("1-0-1/ParentRunFacet.json#/$defs/ParentRunFacet", {
        run: { runId: uuidOf(run.id) },
        job: { namespace, name: run.pipeline },
      }),
      ...this.#engine(run),
      ...this.#parameters(step.inputs),
      ...(tags.length > 0 && { tags: this.#facet("1-0-0/TagsRunFacet.json#/$defs/TagsRunFacet", { tags }) }),
      ...(eventType === "FAIL" && this.#error(step.message)),
    };
    const job = { namespace, name: `${run.pipeline}.${step.step}`, facets: this.#jobType("STEP") };
    const inputs = step.used.flatMap((used) => this.#used(run, used));
    const outputs = eventType === "START" ? [] : step.made.map((made) => this.#made(run, step.step, made));
    return this.#event(eventType, time, { runId: uuidOf(`${run.id}/${step.step}`), facets }, job, inputs, outputs);
  }

  #used(run: RunFacts, { key, source }: UsedArtifact): readonly Dataset[] {
    if (source !== undefined) return source === "raw" ? [] : [{ ...outsideName(source), facets: {} }];
    if (key === undefined) return [];
    const found = [...this.#makers].filter(([made]) => made === key || isBelow(made, key) || isBelow(key, made));
    return found.map(([, { step, made }]) => {
      const { outputFacets: _, ...dataset } = this.#made(run, step, made);
      return dataset;
    });
  }

  #made(run: RunFacts, step: string, { name, digest, bytes }: ArtifactRecord): Dataset {
    return {
      namespace,
      name: `${run.pipeline}.${step}.${name}`,
      facets:
        digest === undefined
          ? {}
          : {
              version: this.#facet("1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet", {
                datasetVersion: digest,
              }),
            },
      outputFacets: {
        outputStatistics: this.#facet("1-0-2/OutputStatisticsOutputDatasetFacet.json#/$defs/OutputStatisticsOutputDatasetFacet", {
          size: bytes,
        }),
      },
    };
  }

  #event(
    eventType: LineageEvent["eventType"],
    time: number,
    run: LineageEvent["run"],
    job: LineageEvent["job"],
    inputs: readonly Dataset[],
    outputs: readonly Dataset[],
  ): LineageEvent {
    return { eventType, eventTime: new Date(time).toISOString(), run, job, inputs, outputs, producer: this.#producer, schemaURL };
  }

  #engine({ environment }: RunFacts): Facets {
    const version = environment["pipewright"] ?? "unknown";
    return {
      processing_engine: this.#facet("1-1-1/ProcessingEngineRunFacet.json#/$defs/ProcessingEngineRunFacet", {
        name: "pipewright",
        version,
      }),
    };
  }

  #parameters(values: Readonly<Record<string, string>>): Facets {
    const parameters = Object.entries(values).map(([key, value]) => ({ key, value }));
    if (parameters.length === 0) return {};
    return {
      jobRunParameters: this.#facet("1-0-0/JobRunParametersFacet.json#/$defs/JobRunParametersFacet", { parameters }),
    };
  }

  #error(message: string): Facets {
    return {
      errorMessage: this.#facet("1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet", {
        message: message === "" ? "it failed" : message,
        programmingLanguage: "JavaScript",
      }),
    };
  }

  #jobType(jobType: "PIPELINE" | "STEP"): Facets {
    return {
      jobType: this.#facet("2-0-3/JobTypeJobFacet.json#/$defs/JobTypeJobFacet", {
        processingType: "BATCH",
        integration: "PIPEWRIGHT",
        jobType,
      }),
    };
  }

  #facet(schema: string, fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return { _producer: this.#producer, _schemaURL: `${spec}/facets/${schema}`, ...fields };
  }
}

const isBelow = (key: string, above: string): boolean => key.startsWith(`${above.replace(/\/+$/, "")}/`);

/** `s3://bucket/rows/2026` is `rows/2026` in `s3://bucket`. */
function outsideName(source: string): Pick<Dataset, "namespace" | "name"> {
  const [, namespaceOf, name] = /^([a-z+]+:\/\/[^/]+)\/(.+)$/.exec(source) ?? [];
  return namespaceOf === undefined || name === undefined ? { namespace, name: source } : { namespace: namespaceOf, name };
}

/** The same name has the same UUID. */
function uuidOf(name: string): string {
  const bytes = createHash("sha256").update(`pipewright ${name}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80; // version 8: made as its maker likes
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
