import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { smallProject } from "./helpers/small-project.ts";

// What OpenLineage 2-0-2 asks for (spec/OpenLineage.json and the facets that we write), stated again by hand: fields, forms, and what must be there.
const uri = z.url();
const facet = <T extends z.ZodRawShape>(name: string, shape: T) =>
  z.strictObject({
    _producer: uri,
    _schemaURL: z
      .string()
      .regex(new RegExp(`^https://openlineage\\.io/spec/facets/\\d-\\d-\\d/${name}\\.json#/\\$defs/${name}$`)),
    ...shape,
  });
const job = { namespace: z.string().min(1), name: z.string().min(1) };
const dataset = {
  ...job,
  facets: z.strictObject({ version: facet("DatasetVersionDatasetFacet", { datasetVersion: z.string() }).optional() }),
};
const runFacets = z.strictObject({
  parent: facet("ParentRunFacet", { run: z.strictObject({ runId: z.uuid() }), job: z.strictObject(job) }).optional(),
  processing_engine: facet("ProcessingEngineRunFacet", { name: z.string(), version: z.string() }),
  jobRunParameters: facet("JobRunParametersFacet", {
    parameters: z.array(z.strictObject({ key: z.string(), value: z.string() })),
  }).optional(),
  tags: facet("TagsRunFacet", { tags: z.array(z.strictObject({ key: z.string(), value: z.string() })) }).optional(),
  errorMessage: facet("ErrorMessageRunFacet", { message: z.string().min(1), programmingLanguage: z.string() }).optional(),
});
const runEvent = z.strictObject({
  eventType: z.enum(["START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"]),
  eventTime: z.iso.datetime(),
  run: z.strictObject({ runId: z.uuid(), facets: runFacets }),
  job: z.strictObject({
    ...job,
    facets: z.strictObject({
      jobType: facet("JobTypeJobFacet", { processingType: z.string(), integration: z.string(), jobType: z.string() }),
    }),
  }),
  inputs: z.array(z.strictObject(dataset)),
  outputs: z.array(
    z.strictObject({
      ...dataset,
      outputFacets: z.strictObject({
        outputStatistics: facet("OutputStatisticsOutputDatasetFacet", { size: z.int().min(0) }),
      }),
    }),
  ),
  producer: uri,
  schemaURL: z.literal("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"),
});

type Event = z.infer<typeof runEvent>;
let events: readonly Event[];

beforeAll(async () => {
  const project = smallProject();
  for (const rate of ["0.5", "2"]) await project.run("-p", `rate=${rate}`, "--openlineage", "lineage.jsonl");
  const lines = readFileSync(join(project.folder, "lineage.jsonl"), "utf8").trim().split("\n");
  events = lines.map((line) => runEvent.parse(JSON.parse(line)));
}, 60_000);

const told = ({ eventType, job: { name } }: Event) => `${eventType} ${name}`;

describe("--openlineage", () => {
  it("tells a START and one end of the run and of each step, in lines that are added to the file", () => {
    expect(events.map(told)).toEqual([
      "START small",
      "START small.load",
      "COMPLETE small.load",
      "START small.train",
      "COMPLETE small.train",
      "COMPLETE small",
      "START small",
      "START small.load",
      "COMPLETE small.load",
      "START small.train",
      "FAIL small.train",
      "FAIL small",
    ]);
    for (const name of ["small", "small.load", "small.train"]) {
      const runs = events.filter((event) => event.job.name === name).map(({ run }) => run.runId);
      expect([runs[0] === runs[1], runs[1] === runs[2], runs[2] === runs[3]]).toEqual([true, false, true]);
    }
  });

  it("names data that steps hand on, with its digest as version, and whose child a step's run is", () => {
    const [start] = events;
    const [made] = events.find((event) => told(event) === "COMPLETE small.load")!.outputs;
    const train = events.find((event) => told(event) === "COMPLETE small.train")!;
    expect([made?.namespace, made?.name]).toEqual(["pipewright", "small.load.table"]);
    expect(made?.facets.version?.datasetVersion).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(made?.outputFacets.outputStatistics.size).toBe(6);
    expect(train.inputs).toEqual([{ namespace: "pipewright", name: "small.load.table", facets: made?.facets }]);
    expect(train.outputs.map(({ name }) => name)).toEqual(["small.train.model"]);
    expect(train.run.facets.parent).toMatchObject({ run: { runId: start?.run.runId }, job: { name: "small" } });
    expect(train.run.facets.jobRunParameters?.parameters).toContainEqual({ key: "rate", value: "0.5" });
  });

  it("says from which run a result was taken, and why a step failed", () => {
    const hit = events.filter((event) => told(event) === "COMPLETE small.load")[1];
    expect(hit?.run.facets.tags?.tags).toContainEqual({ key: "cached-from", value: expect.stringMatching(/^small-\S+\/load$/) });
    const failed = events.find((event) => told(event) === "FAIL small.train");
    expect(failed?.run.facets.errorMessage?.message).toContain("exit code 1");
  });

  it("refuses a file that can't be written before anything starts", async () => {
    const project = smallProject();
    const result = await project.call("run", "pipeline.ts", "--openlineage", "no/such/folder.jsonl");
    expect(result).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^pipewright: --openlineage no\/such\/folder\.jsonl can't be written: /),
    });
  });
});
