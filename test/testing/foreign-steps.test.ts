import { component, container, Directory, File, http, pipeline, resource, script, templateRef } from "pipewright";
import { fake, testRun } from "pipewright/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";

describe("steps that are no code of ours", () => {
  it("are played by their contracts: text in, text out", async () => {
    const grep = container({
      name: "grep",
      image: "alpine:3.22",
      params: { pattern: z.string(), limit: z.int() },
      inputs: { text: File },
      outputs: { found: Directory, count: z.int(), first: z.string() },
      outputsFrom: { count: "stdout" },
      command: ({ params }) => ["grep", params.pattern.base64, params.limit.text],
    });
    const sum = script({
      name: "sum",
      image: "python:3.13",
      command: ["python"],
      params: { rows: z.array(z.int()) },
      outputs: { total: z.number() },
      outputsFrom: { total: { from: "stdout", as: "json" } },
      env: ({ params }) => ({ ROWS: params.rows.json }),
      source: "import json, os; print(sum(json.loads(os.environ['ROWS'])))",
    });
    const start = http({ name: "start", url: "https://jobs.example/start", outputs: { id: z.object({ job: z.string() }) } });
    const job = resource({
      name: "job",
      action: "create",
      manifest: { apiVersion: "batch/v1", kind: "Job", metadata: { generateName: "a-" } },
    });
    const notify = templateRef({
      name: "notify",
      workflowTemplate: "platform",
      template: "send",
      params: { channel: z.enum(["ml", "ops"]) },
      arguments: ({ params }) => ({ channel: params.channel.text }),
      outputs: { sent: z.boolean() },
    });
    const write = component({ name: "write", outputs: { text: File }, run: () => {} });
    const tested = pipeline({ name: "foreign" }, () => {
      const { text } = write();
      const { count, first } = grep({ pattern: 'a "b" {{c}} $(D)', limit: 3, text });
      const { total } = sum({ rows: [1, 2] });
      const { id } = start();
      job();
      const { sent } = notify({ channel: "ops" });
      return { count, first, total, id, sent };
    });
    const run = await testRun(tested, {
      fakes: [
        fake(write, { text: "some text" }),
        fake(grep, ({ pattern, text }) => ({ count: text.text.length, first: pattern, found: { a: "b" } })),
        fake(sum, ({ rows }) => ({ total: rows.length + 0.5 })),
        fake(start, () => ({ id: { job: "a1" } })),
        fake(job, {}),
        fake(notify, ({ channel }) => ({ sent: channel === "ops" })),
      ],
    });
    run.assertSucceeded();
    expect(run.result).toEqual({ count: 9, first: 'a "b" {{c}} $(D)', total: 2.5, id: { job: "a1" }, sent: true });
    expect(run.calls(grep)).toMatchObject([{ step: "grep", inputs: { limit: 3 }, outputs: { count: 9 } }]);
    expect(run.order).toHaveLength(6);
  });
});
