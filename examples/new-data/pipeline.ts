import { component, cron, InputError, minutes, pipeline, resource, when } from "pipewright";
import { z } from "zod";

const look = component({
  name: "look",
  params: {
    source: z.string().describe("Where a file a day appears: <source>/2026-11-24.csv"),
    day: z.string().default("").describe("Which one; yesterday (UTC) when it is empty"),
  },
  outputs: { span: z.string(), isThere: z.boolean() },
  run: async ({ params, log, signal }) => {
    const span = params.day === "" ? new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10) : params.day;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(span)) throw new InputError("day-not-a-date", `"${span}" is no date like 2026-11-24.`);
    const file = `${params.source}/${span}.csv`;
    const { status } = await fetch(file, { method: "HEAD", signal });
    if (status !== 200 && status !== 404) throw new Error(`${file} answered ${status}`);
    log.info(`${file} ${status === 200 ? "is there" : "is not there yet"}`);
    return { span, isThere: status === 200 };
  },
});

/** Its name is made of the span, and applying the same object again changes nothing: one run for each span, however often somebody looks. */
const retrain = resource({
  name: "retrain",
  action: "apply",
  params: { span: z.string() },
  manifest: ({ params }) => ({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Workflow",
    metadata: { name: `taxi-retrain-${params.span.word}`, labels: { "pipewright.dev/pipeline": "taxi-retrain" } },
    spec: { workflowTemplateRef: { name: "taxi-retrain" } },
  }),
});

export default pipeline(
  {
    name: "new-data",
    description: "Looks for a new file each quarter of an hour, and retrains once for each",
    schedule: cron("*/15 * * * *", { concurrency: "forbid" }),
    params: { source: z.string().default("https://data.example/taxi"), day: z.string().default("") },
    options: { ttl: minutes(60), deadline: minutes(10) },
  },
  ({ source, day }) => {
    const { span, isThere } = look({ source, day });
    when(isThere, () => {
      retrain({ span });
    });
  },
);
