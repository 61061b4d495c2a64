import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openDatabase, quoteIdentifier, quoteText } from "../../components/formats/duckdb.ts";
import { machineError } from "../../components/formats/duckdb-error.ts";
import { readExamplesFolder, writeExamplesManifest } from "../../components/formats/examples-folder.ts";
import { utf8Scan } from "../../components/formats/utf8-scan.ts";
import { failureOf } from "../../containers/entrypoint/failure.ts";

const content = {
  columns: [{ name: "a", type: "integer" }],
  splits: [{ name: "train", rows: 3, file: "train.parquet" }],
  digest: `sha256:${"0".repeat(64)}`,
  source: "a test",
} as const;

async function folderWith(manifest?: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pipewright-folder-"));
  await writeFile(join(folder, "train.parquet"), "");
  if (manifest !== undefined)
    await writeFile(join(folder, "examples.json"), JSON.stringify({ format: "pipewright.examples/1", ...manifest }));
  return folder;
}

describe("an examples folder", () => {
  test("is read as it was written, with the full path of each split", async () => {
    const folder = await folderWith();
    await writeExamplesManifest(folder, content);
    expect(await readExamplesFolder(folder)).toEqual({
      format: "pipewright.examples/1",
      ...content,
      folder,
      splits: [{ ...content.splits[0], path: join(folder, "train.parquet") }],
    });
    expect(await readFile(join(folder, "examples.json"), "utf8")).toMatch(/^\{\n {2}"format": "pipewright.examples\/1",/);
  });

  test.each([
    ["without a manifest", undefined, "no-examples-folder", /has no examples.json/],
    ["of another format", { ...content, format: "pipewright.examples/9" }, "wrong-format", /format/],
    [
      "with a column twice",
      { ...content, columns: [content.columns[0], content.columns[0]] },
      "wrong-format",
      /two columns have the same name/,
    ],
    ["with an unknown type", { ...content, columns: [{ name: "a", type: "float" }] }, "wrong-format", /columns\[0\]\.type/],
    [
      "with a file outside",
      { ...content, splits: [{ name: "train", rows: 3, file: "../train.parquet" }] },
      "wrong-format",
      /plain name/,
    ],
    [
      "without the file of a split",
      { ...content, splits: [{ name: "eval", rows: 3, file: "eval.parquet" }] },
      "split-file-missing",
      /eval.parquet is not in the folder/,
    ],
  ])("%s is refused", async (_, manifest, code, message) => {
    const error = await readExamplesFolder(await folderWith(manifest)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "InputError", code });
    expect((error as Error).message).toMatch(message);
  });

  test("whose manifest is no JSON is refused", async () => {
    const folder = await folderWith();
    await writeFile(join(folder, "examples.json"), "{");
    await expect(readExamplesFolder(folder)).rejects.toMatchObject({ code: "json-broken" });
    await rm(folder, { recursive: true });
    await expect(readExamplesFolder(folder)).rejects.toMatchObject({ code: "no-examples-folder" });
  });
});

describe("a database", () => {
  test("takes any name and any text as what it is", async () => {
    const columnName = fc.string({ unit: "grapheme", minLength: 1 }).filter((name) => name !== "__proto__"); // which ingest refuses
    using database = await openDatabase({ threads: 1 });
    await fc.assert(
      fc.asyncProperty(columnName, fc.string({ unit: "grapheme" }), async (name, text) => {
        const rows = await database.rows(`SELECT ${quoteText(text)} AS ${quoteIdentifier(name)}`);
        expect(rows).toEqual([{ [name]: text }]);
      }),
    );
  });

  test("reads no network and installs nothing", async () => {
    using database = await openDatabase({ threads: 1 });
    await expect(database.rows("SELECT * FROM read_csv('https://127.0.0.1:1/x.csv')")).rejects.toThrow(
      /httpfs|autoload|extension/i,
    );
  });

  test("stops when its signal says so, with the signal's reason", async () => {
    const stop = new AbortController();
    using database = await openDatabase({ threads: 1, signal: stop.signal });
    setTimeout(() => stop.abort(new Error("enough")), 50);
    await expect(database.rows("SELECT count(*) FROM range(100000000000) a")).rejects.toThrow("enough");
    await expect(database.rows("SELECT 1")).rejects.toThrow("enough");
  });

  test("streams doubles in order", async () => {
    using database = await openDatabase({ threads: 2 });
    let [next, sum] = [0, 0];
    for await (const { rows, columns } of database.doubles(
      "SELECT i::DOUBLE, (i * 2)::DOUBLE FROM range(10000) t(i) ORDER BY i",
      2,
    )) {
      for (let row = 0; row < rows; row++) {
        expect(columns[0]![row]).toBe(next++);
        sum += columns[1]![row]!;
      }
    }
    expect([next, sum]).toEqual([10_000, 99_990_000]);
  });

  test("that needs more memory than it may use says so as the machine's fault", async () => {
    using database = await openDatabase({ threads: 1, memoryMebibytes: 20 });
    const error = await database
      .rows("SELECT string_agg(repeat('x', 1000), '' ORDER BY i DESC) FROM range(100000) t(i)")
      .catch((reason: unknown) => reason);
    expect(failureOf(error)).toMatchObject({ fault: "infrastructure" });
    expect((error as Error).message).toContain("more memory than it may use");
  });

  test.each([
    ['IO Error: Could not write all bytes to file "x": No space left on device', "ENOSPC"],
    ["Out of Memory Error: could not allocate block", "ENOMEM"],
    ['IO Error: Cannot open file "x": Read-only file system', "EROFS"],
  ])("%s is the machine's fault", (message, code) => {
    expect(machineError(new Error(message))).toMatchObject({ code });
  });
});

test("the place of the first byte that is no UTF-8 is the same however the bytes are cut", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 0, max: 40 }), (bytes, cut) => {
      const whole = utf8Scan();
      const expected = whole.push(bytes) ?? whole.end();
      const pieces = utf8Scan();
      const found = pieces.push(bytes.subarray(0, cut)) ?? pieces.push(bytes.subarray(cut)) ?? pieces.end();
      expect(found).toBe(expected);
      const isFine = (() => {
        try {
          new TextDecoder("utf-8", { fatal: true }).decode(bytes);
          return true;
        } catch {
          return false;
        }
      })();
      expect(expected === undefined).toBe(isFine);
    }),
    { numRuns: 2000 },
  );
});

test("text in any script is UTF-8, cut anywhere", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(60), (text, cut) => {
      const bytes = Buffer.from(text);
      const scan = utf8Scan();
      expect(scan.push(bytes.subarray(0, cut)) ?? scan.push(bytes.subarray(cut)) ?? scan.end()).toBeUndefined();
    }),
  );
});
