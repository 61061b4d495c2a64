import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readScalars } from "../../../runner/logging/read-scalars.ts";
import { readFromDisk } from "../../../runner/report/artifact-contents.ts";
import { csvRows } from "../../../runner/report/preview/csv-rows.ts";
import { lookIntoDisk } from "../../../runner/report/preview/look-into.ts";
import { makePreview } from "../../../runner/report/preview/make-preview.ts";
import { png, tarOf } from "./many-kinds-run.ts";

const file = (content: string | Uint8Array, bytes = Buffer.byteLength(content)) =>
  makePreview({ kind: "file", head: Buffer.from(content), bytes });

describe("an artifact is shown as what its bytes are", () => {
  test("CSV as a table of its first rows", () => {
    expect(file('a,b\n1,"x, ""y"""\n2,z\n')).toEqual({
      kind: "table",
      columns: ["a", "b"],
      rows: [
        ["1", 'x, "y"'],
        ["2", "z"],
      ],
      note: "",
    });
    const long = `a\tb\n${"1\t2\n".repeat(50)}`;
    expect(file(long)).toMatchObject({ kind: "table", columns: ["a", "b"], note: "The first 20 of about 50 rows." });
    expect(file(long, 10 * 1024 * 1024)).toMatchObject({ note: "The first 20 rows." });
  });

  test("words with commas are no CSV", () => {
    expect(file("Well, this is prose.\nIt has one comma, and another, here.\n")).toMatchObject({ kind: "text" });
  });

  test("a list of objects, in JSON or JSON Lines, as a table; other JSON written out", () => {
    const table = {
      kind: "table",
      columns: ["a", "b"],
      rows: [
        ["1", "x"],
        ["2", ""],
      ],
      note: "",
    };
    expect(file('[{"a":1,"b":"x"},{"a":2}]')).toEqual(table);
    expect(file('{"a":1,"b":"x"}\n{"a":2}\n')).toEqual(table);
    expect(file('{"deep":{"list":[1]}}')).toMatchObject({
      kind: "text",
      text: '{\n  "deep": {\n    "list": [\n      1\n    ]\n  }\n}',
    });
    expect(file("{not json")).toMatchObject({ kind: "text", text: "{not json" });
  });

  test("an image by its first bytes, whatever its name; SVG is text", () => {
    expect(file(png)).toEqual({ kind: "image", type: "image/png", base64: png.toString("base64") });
    expect(file(png, 2 * 1024 * 1024)).toMatchObject({
      kind: "none",
      note: "An image of 2.0 MiB; this page shows those up to 1.0 MiB.",
    });
    expect(file("<svg onload='alert(1)'/>")).toMatchObject({ kind: "text" });
  });

  test("a packed file as what is in it, several as a list", () => {
    expect(file(gzipSync(tarOf({ "a.csv": "a,b\n1,2\n" })))).toMatchObject({ kind: "table", columns: ["a", "b"] });
    expect(file(gzipSync(tarOf({ a: "1", "b/c": "22" })))).toEqual({
      kind: "files",
      files: [
        { name: "a", bytes: 1 },
        { name: "b/c", bytes: 2 },
      ],
      note: "In a tar.gz archive.",
    });
    expect(file(gzipSync("just words"))).toMatchObject({ kind: "text", text: "just words" });
    expect(file(gzipSync(Buffer.alloc(64 * 1024 * 1024)))).toEqual({ kind: "none", note: "A packed file (gzip)." });
  });

  test("what cannot be shown says what it is", () => {
    expect(file("PAR1\u0000")).toEqual({ kind: "none", note: "A file in the format Parquet." });
    expect(file(Buffer.from([1, 2, 0, 3]))).toEqual({ kind: "none", note: "A file that is no text." });
    expect(file(Buffer.from([0xc3, 0x28]))).toEqual({ kind: "none", note: "A file that is no text." });
    expect(file("")).toEqual({ kind: "none", note: "An empty file." });
  });

  test("long text is cut, also in the middle of a letter", () => {
    expect(file("line\n".repeat(1000))).toMatchObject({ kind: "text", note: "The beginning of 5000 characters." });
    const cut = Buffer.from("ä".repeat(10)).subarray(0, 19);
    expect(file(cut, 10 * 1024 * 1024)).toMatchObject({ kind: "text", text: "ä".repeat(9), note: "The beginning of 10.0 MiB." });
  });

  test("any bytes give a preview", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.constantFrom("", "\u001f\u008b", "[", "{", "a,b\n"), (bytes, start) => {
        expect(file(Buffer.concat([Buffer.from(start, "latin1"), bytes]))).toHaveProperty("kind");
      }),
    );
  });

  test("quoting CSV and reading it gives the same cells", () => {
    const cell = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 10 }), (rows) => {
        const text = rows.map((row) => row.map((part) => `"${part.replaceAll('"', '""')}"`).join(",")).join("\n");
        // The separator is looked for in the first line alone.
        fc.pre(!/[\t;\r\n]/.test(rows[0]!.join("")) && !rows[0]!.join("").includes(","));
        expect(csvRows(text, 20)).toEqual(rows);
      }),
    );
  });
});

describe("on the disk", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "pipewright-"));
    mkdirSync(join(folder, "run", "artifacts", "model", "deep"), { recursive: true });
    writeFileSync(join(folder, "run", "artifacts", "model", "deep", "w.bin"), "123");
    writeFileSync(join(folder, "run", "artifacts", "model", "a.json"), "{}");
    writeFileSync(join(folder, "secret"), "secret");
    symlinkSync(join(folder, "secret"), join(folder, "run", "artifacts", "link"));
    symlinkSync(folder, join(folder, "run", "artifacts", "out"));
    symlinkSync(join(folder, "secret"), join(folder, "run", "artifacts", "model", "link"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const look = (path: string) => lookIntoDisk(join(folder, "run"))({ name: "x", path, bytes: 1 });

  test("a folder is its files, links are not followed", async () => {
    expect(await look(join(folder, "run", "artifacts", "model"))).toEqual({
      kind: "folder",
      files: [
        { name: "a.json", bytes: 2, head: new Uint8Array(Buffer.from("{}")) },
        { name: "deep/w.bin", bytes: 3, head: new Uint8Array(Buffer.from("123")) },
      ],
      isWhole: true,
    });
    await expect(look(join(folder, "run", "artifacts", "link"))).rejects.toThrow("it lies elsewhere");
  });

  test("no file outside of the run is read, whatever a record says", async () => {
    for (const path of [
      join(folder, "secret"),
      join(folder, "run", "..", "secret"),
      "/etc/passwd",
      "",
      join(folder, "run"),
      join(folder, "run", "artifacts", "out", "secret"),
    ])
      await expect(look(path)).rejects.toThrow("it lies elsewhere");
  });

  test("nor are numbers and pages of others shown as the run's", async () => {
    const metrics = '{"format":"pipewright.metrics/1","scalars":{"secret":7}}';
    writeFileSync(join(folder, "metrics.json"), metrics);
    writeFileSync(join(folder, "run", "artifacts", "metrics.json"), metrics);
    const theirs = { name: "m", artifactType: "Metrics", path: join(folder, "metrics.json"), bytes: metrics.length };
    const linked = { ...theirs, path: join(folder, "run", "artifacts", "out", "metrics.json") };
    const own = { ...theirs, path: join(folder, "run", "artifacts", "metrics.json") };
    const run = join(folder, "run");
    expect([theirs, linked, own].map((artifact) => readScalars(artifact, run))).toEqual([[], [], [["secret", 7]]]);
    const read = readFromDisk(run);
    await expect(read(theirs)).rejects.toThrow("it lies elsewhere");
    await expect(read(linked)).rejects.toThrow("it lies elsewhere");
    expect(Buffer.from(await read(own)).toString()).toBe(metrics);
  });
});
