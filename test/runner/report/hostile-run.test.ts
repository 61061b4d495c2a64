import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ArtifactRecord, RunEvent } from "../../../runner/event.ts";
import { reportPage } from "../../../runner/report/report-page.ts";
import { elementsOf, textOf } from "../../util/html/read-xml.ts";
import { all, mainOf, one, unsafeParts } from "./report-dom.ts";

const evil = [
  `</title></style></script><script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `' onmouseover='alert(1)`,
  "javascript:alert(1)",
  "../../../etc/passwd",
  "\u001b[2J\u0000\u202egnp",
  "]]>--><!--",
  "&lt;script&gt;",
  "__proto__",
];

const text = fc.oneof(fc.constantFrom(...evil), fc.string({ unit: "binary", maxLength: 20 }));
const node = fc.constantFrom("wf", "wf.a", "wf.b", "wf.a(0)", ...evil);
const time = fc.oneof(fc.integer({ min: 0, max: 1e7 }), fc.constantFrom(Number.NaN, Number.MAX_VALUE, -1));
const values = fc.dictionary(text, text, { maxKeys: 3 });
const phase = fc.constantFrom("Pending", "Running", "Succeeded", "Failed", "Error", "Skipped", "Omitted");
const artifact: fc.Arbitrary<ArtifactRecord> = fc.record(
  {
    name: text,
    artifactType: fc.oneof(fc.constantFrom("Metrics", "Html"), text),
    path: text.map((part) => `/run/${part}`),
    bytes: fc.nat(1000),
    digest: text,
  },
  { requiredKeys: ["name", "path", "bytes"] },
);
const event = fc.oneof(
  fc.record({
    type: fc.constant("run-started"),
    time,
    runId: text,
    workflow: fc.constant("wf"),
    pipeline: text,
    folder: text,
    parameters: values,
    notes: fc.array(text, { maxLength: 2 }),
    environment: values,
  }),
  fc.record(
    {
      type: fc.constant("node-started"),
      time,
      node,
      displayName: text,
      nodeType: fc.constantFrom(
        "Pod",
        "DAG",
        "Steps",
        "StepGroup",
        "TaskGroup",
        "Retry",
        "Skipped",
        "Suspend",
        "Container",
        "HTTP",
      ),
      templateName: text,
      parent: node,
      task: text,
      dependsOn: fc.array(node, { maxLength: 3 }),
      inputs: values,
      image: text,
      notCached: text,
    },
    { requiredKeys: ["type", "time", "node", "displayName", "nodeType", "templateName", "dependsOn", "inputs"] },
  ),
  fc.record(
    {
      type: fc.constant("node-waiting"),
      time,
      node,
      displayName: text,
      nodeType: fc.constantFrom("Pod", "Retry", "DAG"),
      templateName: text,
      parent: node,
      dependsOn: fc.array(node, { maxLength: 3 }),
      for: fc.constantFrom("room", "lock", "backoff"),
      message: text,
    },
    { requiredKeys: ["type", "time", "node", "displayName", "nodeType", "templateName", "dependsOn", "for", "message"] },
  ),
  fc.record(
    {
      type: fc.constant("node-asked"),
      time,
      node,
      message: text,
      parameters: fc.array(
        fc.record({ name: text, description: text, default: text, choices: fc.array(text) }, { requiredKeys: ["name"] }),
        { maxLength: 3 },
      ),
      until: time,
      answer: text,
    },
    { requiredKeys: ["type", "time", "node", "parameters", "answer"] },
  ),
  fc.record({
    type: fc.constant("node-answered"),
    time,
    node,
    answers: values,
    by: fc.constantFrom("beforehand", "here", "mail", "default"),
  }),
  fc.record({ type: fc.constant("run-resumed"), time, again: fc.array(node, { maxLength: 3 }) }),
  fc.record({ type: fc.constant("run-stopping"), time, graceSeconds: fc.integer() }),
  fc.record({ type: fc.constant("node-progress"), time, node, done: fc.double(), total: fc.double() }),
  fc.record({ type: fc.constant("node-log"), time, node, stream: fc.constantFrom("stdout", "stderr"), line: text }),
  fc.record(
    {
      type: fc.constant("node-finished"),
      time,
      node,
      phase,
      message: text,
      outputs: values,
      artifacts: fc.array(artifact, { maxLength: 3 }),
      exitCode: fc.integer(),
      peakMemory: fc.double({ min: 0 }),
      cachedFrom: text,
    },
    { requiredKeys: ["type", "time", "node", "phase", "message", "outputs", "artifacts"] },
  ),
  fc.record(
    { type: fc.constant("run-finished"), time, phase, message: text, interrupted: fc.boolean() },
    { requiredKeys: ["type", "time", "phase", "message"] },
  ),
) as fc.Arbitrary<RunEvent>;

/** Files as steps leave them: words, tables, JSON, images, archives, and what only begins like one. */
const content = fc.oneof(
  text.map((part) => Buffer.from(part)),
  fc
    .array(fc.array(text, { minLength: 2, maxLength: 2 }), { maxLength: 4 })
    .map((rows) => Buffer.from(rows.map((row) => row.join(",")).join("\n"))),
  fc.json().map((json) => Buffer.from(json)),
  fc.array(values, { maxLength: 3 }).map((rows) => Buffer.from(JSON.stringify(rows))),
  fc
    .uint8Array({ maxLength: 40 })
    .map((bytes) => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), bytes])),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => gzipSync(bytes)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);

test("any events give a page without anything unsafe, undefined or broken", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 25 }), text, content, async (events, manifest, bytes) => {
      const page = await reportPage({
        events,
        manifest,
        folder: "/run",
        readArtifact: async () => bytes,
        lookInto: async () => ({ kind: "file", head: bytes, bytes: bytes.length }),
      });
      const root = mainOf(page);
      expect(unsafeParts(root)).toEqual([]);
      const broken = [...elementsOf(root)].flatMap(({ attributes }) =>
        ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "d", "width", "height", "viewBox", "transform"].map(
          (key) => attributes[key] ?? "",
        ),
      );
      expect(broken.filter((value) => /NaN|undefined|Infinity|null/.test(value))).toEqual([]);
      expect(page.match(/<script>/g)).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});

test("hostile text is shown as what it is", async () => {
  const name = `wf.${evil[0]}`;
  const events: readonly RunEvent[] = [
    {
      type: "run-started",
      time: 0,
      runId: evil[1]!,
      workflow: "wf",
      pipeline: evil[0]!,
      folder: "/run",
      parameters: { [evil[1]!]: evil[2]! },
      notes: [evil[0]!],
    },
    {
      type: "node-started",
      time: 1,
      node: name,
      displayName: evil[0]!,
      nodeType: "Pod",
      templateName: evil[0]!,
      dependsOn: [],
      inputs: {},
    },
    { type: "node-log", time: 2, node: name, stream: "stderr", line: `${evil[0]}\u001b[31m!` },
    { type: "node-finished", time: 3, node: name, phase: "Failed", message: evil[1]!, outputs: {}, artifacts: [] },
  ];
  const root = mainOf(await reportPage({ events, manifest: evil[0]!, folder: "/run" }));
  expect(textOf(one(root, "h1"))).toContain(evil[0]);
  expect(textOf(one(root, "details", { id: "step-1" }))).toContain(`${evil[0]}!`);
  expect(textOf(all(root, "pre").at(-1)!)).toBe(evil[0]);
});

test("an artifact's link stays in the run's folder, whatever its name", async () => {
  const paths = ["/run/a b/c#d?e%f", "/run/javascript:alert(1)", "/run/../etc/passwd", "/elsewhere/x", "/run", "/run/\ud800"];
  const artifacts = paths.map((path) => ({ name: path, path, bytes: 1 }));
  const events: readonly RunEvent[] = [
    { type: "node-finished", time: 0, node: "a", phase: "Succeeded", message: "", outputs: {}, artifacts },
  ];
  const root = mainOf(await reportPage({ events, manifest: "", folder: "/run" }));
  const links = all(one(root, "details", { id: "step-1" }), "a").map(({ attributes }) => attributes.href);
  expect(links).toEqual(["./a%20b/c%23d%3Fe%25f", "./javascript%3Aalert(1)", "./%EF%BF%BD"]);
});
