import { component, Directory, File, field, http, minutes, pipeline, raw, resource, secret, templateRef, when } from "pipewright";
import { z } from "zod";

const load = resource({
  name: "load",
  action: "create",
  params: { rows: z.int(), table: z.string(), labels: z.record(z.string(), z.string()), note: z.string() },
  manifest: ({ params }) => ({
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      generateName: "load-",
      labels: params.labels.json,
      annotations: { note: params.note.json, yes: "yes", cost: "$(5) $$" },
    },
    spec: {
      backoffLimit: 0,
      completions: params.rows.json,
      template: {
        spec: {
          restartPolicy: "Never",
          containers: [
            {
              name: "load",
              image: "registry.example/load:1.4",
              args: ["--rows", params.rows.text, `--table=${params.table.word}`],
            },
          ],
        },
      },
    },
  }),
  success: field("status.succeeded").gt(0),
  failure: [field("status.failed").gt(0), field("status.phase").in(["Failed", "Error"]), field("status.gone").exists()],
  outputs: { job: z.string(), status: z.object({ succeeded: z.int() }) },
  outputsFrom: { job: { jsonPath: "{.metadata.name}" }, status: { jq: ".status" } },
});

const patch = resource({
  name: "patch",
  action: "patch",
  mergeStrategy: "merge",
  flags: ["--field-manager=pipewright"],
  manifest: `apiVersion: v1
kind: ConfigMap
metadata:
  name: models
data:
  state: ready
`,
});

const start = http({
  name: "start",
  method: "POST",
  params: { queue: z.string(), rows: z.int(), text: z.string() },
  url: ({ params }) => `https://jobs.example/v1/${params.queue.word}/start?rows=${params.rows.text}`,
  headers: { Authorization: secret("jobs", "token"), "Content-Type": "application/json" },
  body: ({ params }) => ({
    rows: params.rows.json,
    text: params.text.json,
    nested: { more: { price: "$(5)" } },
    queue: `q-${params.queue.word}`,
  }),
  timeout: minutes(1),
  success: ({ status, body, header }) =>
    status
      .in([200, 202])
      .and(body.field("state", "name").eq("it's {{ready}}").or(body.contains('"ok"')))
      .and(header("X-Retry").eq("no").not()),
  outputs: { job: z.object({ id: z.string() }) },
});

const notify = templateRef({
  name: "notify",
  workflowTemplate: "platform-tools",
  template: "send-message",
  clusterScope: true,
  params: { channel: z.enum(["ml", "ops"]), auc: z.number(), detail: z.unknown() },
  inputs: { chart: File },
  arguments: ({ params }) => ({
    channel: params.channel.text,
    text: `AUC is ${params.auc.text}`,
    detail: params.detail.base64,
    raw: params.detail.json,
  }),
  outputs: { sent: z.boolean(), receipt: z.string(), log: File },
  outputsFrom: { receipt: "result", sent: "was-sent" },
});

const listKeys = raw({
  name: "list-keys",
  params: { prefix: z.string() },
  outputs: { keys: z.array(z.string()) },
  outputsFrom: { keys: "result" },
  template: ({ params }) => ({
    data: {
      source: { artifactPaths: { name: "all", s3: { bucket: "examples", key: params.prefix.word } } },
      transformation: [{ expression: "filter(data, { # endsWith '.csv' })" }],
    },
  }),
});

const byHand = raw({
  name: "by-hand",
  params: { n: z.int() },
  inputs: { folder: Directory },
  outputs: { page: File },
  template: ({ inputs }) => ({
    container: {
      image: "alpine:3.22",
      command: ["render"],
      args: ["{{inputs.parameters.n}}", inputs.folder.path, "$(HOSTNAME)"],
    },
    outputs: { artifacts: [{ name: "page", path: "/tmp/page.html" }] },
  }),
});

const use = component({
  name: "use",
  params: { keys: z.array(z.string()), job: z.string() },
  outputs: { folder: Directory, chart: File },
  run: () => {},
});

export default pipeline({ name: "foreign-objects", params: { table: z.string().default("taxi") } }, ({ table }) => {
  const job = load({ rows: 3, table, labels: { team: "ml" }, note: "a: b # {{c}} 'd' \"e\"" }).with({ priorityClass: "low" });
  const changed = patch().after(job);
  const { keys } = listKeys({ prefix: "taxi/2026/" });
  const used = use({ keys, job: job.job });
  const started = start({ queue: "gpu", rows: 5, text: "it's" }).after(changed).with({ retry: 2, displayName: "Start" });
  when(job.status.field("succeeded").gt(0), () => {
    notify({ channel: "ml", auc: 0.5, detail: { a: 1 }, chart: used.chart }).with({ retry: 1 });
    use({ keys, job: started.job.field("id") });
  });
  byHand({ n: 3, folder: used.folder });
});
