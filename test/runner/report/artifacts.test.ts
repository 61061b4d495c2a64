import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ArtifactRecord, RunEvent } from "../../../runner/event.ts";
import { frameScripts } from "../../../runner/report/frame-page.ts";
import { readMetrics } from "../../../runner/report/metrics-shape.ts";
import { reportPage } from "../../../runner/report/report-page.ts";
import { textOf, type XmlElement } from "../../util/html/read-xml.ts";
import { all, mainOf, one } from "./report-dom.ts";

const MiB = 1024 * 1024;
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pipewright-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function resultsOf(
  artifacts: readonly ArtifactRecord[],
  readArtifact?: (artifact: ArtifactRecord) => Promise<Uint8Array>,
): Promise<XmlElement> {
  const events: readonly RunEvent[] = [
    { type: "node-finished", time: 0, node: "step", phase: "Succeeded", message: "", outputs: {}, artifacts },
  ];
  return one(
    mainOf(await reportPage({ events, manifest: "", folder, ...(readArtifact === undefined ? {} : { readArtifact }) })),
    "section",
    { id: "results" },
  );
}

function metrics(content: string, bytes = content.length): ArtifactRecord {
  const path = join(folder, "metrics");
  writeFileSync(path, content);
  return { name: "metrics", artifactType: "Metrics", path, bytes };
}

describe("an artifact that is not shown says why", () => {
  test("when it is too large", async () => {
    expect(textOf(await resultsOf([metrics("{}", 5 * MiB)]))).toContain(
      "It has 5.0 MiB; this page shows up to 4.0 MiB of one artifact.",
    );
    expect(textOf(await resultsOf([metrics("{}")], async () => new Uint8Array(5 * MiB)))).toContain("It has 5.0 MiB");
    expect(textOf(await resultsOf([metrics(" ".repeat(5 * MiB), 3)]))).toContain("more than its record says");
  });

  test("when the page is full", async () => {
    const pages = Array.from({ length: 9 }, (_, index) => ({
      name: `page${index}`,
      artifactType: "Html",
      path: join(folder, "x"),
      bytes: 4 * MiB,
    }));
    const text = textOf(await resultsOf(pages, async () => new Uint8Array(4 * MiB).fill(32)));
    expect(text).toContain("This page holds 32.0 MiB of artifacts already.");
  });

  test("when it cannot be read", async () => {
    expect(textOf(await resultsOf([{ name: "gone", artifactType: "Html", path: join(folder, "gone"), bytes: 1 }]))).toContain(
      "It could not be read: ENOENT",
    );
  });
});

describe("metrics", () => {
  test("in another format are shown as JSON", async () => {
    expect(textOf(one(await resultsOf([metrics('{"auc":0.9,"format":"theirs/2"}')]), "pre"))).toBe(
      '{\n  "auc": 0.9,\n  "format": "theirs/2"\n}',
    );
  });

  test("that are no JSON are shown as they are, cut when long", async () => {
    expect(textOf(one(await resultsOf([metrics("auc <0.9>")]), "pre"))).toBe("auc <0.9>");
    expect(textOf(await resultsOf([metrics("x".repeat(100_000))]))).toContain("The first 65536 of 100000 characters.");
  });

  test("with wrong parts lose only those", () => {
    const shape = readMetrics(
      JSON.stringify({
        format: "pipewright.metrics/1",
        scalars: { auc: 0.9, none: null, text: "x", list: [1] },
        charts: [
          { kind: "pie" },
          null,
          {
            kind: "line",
            title: 7,
            series: [{ name: "a", points: [[1, 2], [3, null], 5, ["x", 1]] }, "no"],
            xDomain: [0],
            diagonal: "yes",
          },
          { kind: "bar", title: "b", categories: ["x", 1, null], series: [{ values: [1, "2", null] }] },
        ],
        tables: [{ title: "t", columns: ["a"], rows: [[1], "no", { a: 1 }] }, 3],
      }),
    );
    expect(shape).toEqual({
      scalars: [
        ["auc", 0.9],
        ["none", null],
      ],
      charts: [
        {
          kind: "line",
          title: "7",
          xLabel: "",
          yLabel: "",
          series: [
            {
              name: "a",
              points: [
                [1, 2],
                [3, Number.NaN],
                [Number.NaN, 1],
              ],
            },
          ],
          xDomain: [0, Number.NaN],
        },
        {
          kind: "bar",
          title: "b",
          xLabel: "",
          yLabel: "",
          categories: ["x", "1", ""],
          series: [{ name: "", values: [1, Number.NaN, Number.NaN] }],
        },
      ],
      tables: [{ title: "t", columns: ["a"], rows: [[1], [], []] }],
    });
  });

  test("of any JSON are drawn or shown, never a broken page", async () => {
    const file = fc.record({
      format: fc.constant("pipewright.metrics/1"),
      scalars: fc.jsonValue(),
      charts: fc.jsonValue(),
      tables: fc.jsonValue(),
    });
    const chart = fc.record({
      kind: fc.constantFrom("line", "bar"),
      title: fc.jsonValue(),
      series: fc.jsonValue(),
      categories: fc.jsonValue(),
      xDomain: fc.jsonValue(),
    });
    const withCharts = fc.record({
      format: fc.constant("pipewright.metrics/1"),
      charts: fc.array(chart),
      tables: fc.array(fc.record({ columns: fc.jsonValue(), rows: fc.jsonValue() })),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), file, withCharts), async (content) => {
        await resultsOf([metrics("")], async () => Buffer.from(JSON.stringify(content)));
      }),
      { numRuns: 150 },
    );
  });

  test("long tables are closed at first", async () => {
    const rows = (count: number): readonly number[][] => Array.from({ length: count }, (_, index) => [index]);
    const content = {
      format: "pipewright.metrics/1",
      tables: [
        { title: "short", columns: ["n"], rows: rows(12) },
        { title: "long", columns: ["n"], rows: rows(13) },
      ],
    };
    const results = await resultsOf([metrics(JSON.stringify(content))]);
    expect(all(results, "h4").map(textOf)).toEqual(["short"]);
    expect(all(results, "summary").map(textOf)).toEqual(["long 13 rows"]);
  });

  test("tables are cut after two hundred rows", async () => {
    const content = {
      format: "pipewright.metrics/1",
      tables: [{ title: "t", columns: ["n"], rows: Array.from({ length: 500 }, (_, index) => [index]) }],
    };
    const results = await resultsOf([metrics(JSON.stringify(content))]);
    expect(all(results, "tr")).toHaveLength(201);
    expect(textOf(results)).toContain("The first 200 of 500 rows.");
  });
});

test("of very many items the first are drawn and all are compared", async () => {
  const events = Array.from({ length: 60 }, (_, index): readonly RunEvent[] => [
    {
      type: "node-started",
      time: 0,
      node: `loop(${index})`,
      displayName: "",
      nodeType: "Pod",
      templateName: "train",
      dependsOn: [],
      inputs: {},
    },
    {
      type: "node-finished",
      time: 1,
      node: `loop(${index})`,
      phase: "Succeeded",
      message: "",
      outputs: {},
      artifacts: [{ name: "m", artifactType: "Metrics", path: "m", bytes: 1 }],
    },
  ]).flat();
  const readArtifact = async (): Promise<Uint8Array> => Buffer.from('{"format":"pipewright.metrics/1","scalars":{"auc":0.5}}');
  const root = one(mainOf(await reportPage({ events, manifest: "", folder, readArtifact })), "section", { id: "results" });
  expect(all(root, "div", { class: "tile" })).toHaveLength(24);
  expect(all(root, "tr")).toHaveLength(61);
  expect(textOf(root)).toContain("36 more of these are not drawn here");
});

test("the scripts of a page are found as a browser finds them", () => {
  expect(
    frameScripts(`<script>a()</script><SCRIPT type="module">\r\nb()\r\n</SCRIPT ><script src="x"></script><p>c()</p>`),
  ).toEqual(["a()", "\nb()\n"]);
});
