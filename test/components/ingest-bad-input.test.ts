import { chmod, mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { run } from "../../components/ingest/run.ts";
import { ingest } from "../../components/ingest/spec.ts";
import { InputError } from "../../dsl/run-context.ts";
import { runComponent } from "../../testing/run-component.ts";
import { ingestText, sourceFile } from "./helpers/ingest-text.ts";

/** The code and message of the InputError that something must end in. */
async function inputErrorOf(work: Promise<unknown>): Promise<{ readonly code: string; readonly message: string }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  const { code, message, help } = error as InputError;
  if (code !== "parameter-wrong") expect(help).toMatch(/[.!?]$|csv$|jsonl$/);
  return { code, message };
}

const latin1 = Buffer.from("name,n\nAda,1\ncaf\xe9,2\n", "latin1");
const megabyte = "x".repeat(1 << 20);

describe("bad CSV is refused with its line", () => {
  test.each<readonly [string, string | Uint8Array, string, string]>([
    ["an empty file", "", "source-empty", "is empty: 0 bytes."],
    ["a header alone", "a,b\n", "no-rows", "data.csv: The source holds a header and no rows."],
    ["an empty first line", "\na,b\n1,2\n", "header-missing", "line 1 is empty"],
    ["no header", "1,2\n3,4\n", "header-missing", "line 1 holds numbers alone (1, 2)"],
    ["a short row", "a,b,c\n1,2,3\n4,5\n6,7,8\n", "csv-ragged", "line 3: expected 3 fields, as in the header, found 2."],
    [
      "a long row behind a field of two lines",
      'a,b\n"x\ny",2\n1,2,3\n4,5,6\n',
      "csv-ragged",
      "line 4: expected 2 fields, as in the header, found 3. 1 more row is of another length too.",
    ],
    [
      "a quote that is never closed",
      'a,b\n1,2\n"3,4\n5,6\n',
      "csv-quote-open",
      "line 3: the quoted field that begins here is never closed.",
    ],
    ["text behind a quote", 'a,b\n1,"x"y\n', "csv-text-after-quote", 'line 2: text follows the closing quote of column "b".'],
    ["text behind a quote in the header", '"a"x,b\n1,2\n', "csv-text-after-quote", "line 1"],
    ["old Mac line ends", "a,b\r1,2\r3,4\r", "csv-carriage-return", "line 1: a carriage return stands alone"],
    ["a carriage return inside a field", "a,b\n1,x\ry\n", "csv-carriage-return", "line 2"],
    [
      "a column twice",
      "fare,tips,fare\n1,2,3\n",
      "column-twice",
      'The column "fare" is there twice, as column 1 and as column 3.',
    ],
    ["columns that differ in case alone", "Fare,fare\n1,2\n", "columns-differ-in-case-alone", '"Fare" and "fare"'],
    ["a name that JavaScript uses", "a,__proto__\n1,2\n", "column-name-reserved", '"__proto__"'],
    ["a column without a name", "a,,c\n1,2,3\n", "column-without-name", "line 1: column 2 of 3 has no name."],
    [
      "too many columns",
      `${Array.from({ length: 5000 }, (_, index) => `c${index}`).join(",")}\n`,
      "too-many-columns",
      "5000 columns; 4096 are allowed",
    ],
    ["Latin-1", latin1, "not-utf-8", "line 3: expected UTF-8, found the byte 0xe9 at byte 16 of the file."],
    [
      "Latin-1 in the header",
      Buffer.from("n\xe4me\n1\n", "latin1"),
      "not-utf-8",
      "line 1: expected UTF-8, found the byte 0xe4 at byte 1",
    ],
    [
      "a character cut off at the end",
      Buffer.from([0x61, 0x0a, 0x31, 0xe2, 0x82]),
      "not-utf-8",
      "line 2: expected UTF-8, found a character that is cut off at byte 3",
    ],
    ["UTF-16", Buffer.from("\uFEFFa,b\n1,2\n", "utf16le"), "source-format-unknown", "is UTF-16 text"],
    ["a workbook", Buffer.from("504b030414000600", "hex"), "source-format-unknown", "a ZIP archive or an Excel workbook"],
    ["a broken gzip file", gzipSync("a,b\n1,2\n").subarray(0, 20), "gzip-broken", "is no whole gzip file"],
    ["a gzip file of nothing", gzipSync(""), "source-empty", "is empty once unpacked"],
    [
      "a field of over 1 MiB",
      `a,b\n1,2\n3,"${megabyte}${megabyte}"\n`,
      "cell-too-large",
      'line 3: the field of column "b" is longer than 1048576 bytes (1 MiB)',
    ],
    [
      "a row of over 4 MiB",
      `a,b,c,d,e\n${Array.from({ length: 5 }, () => megabyte.slice(10)).join(",")}\n`,
      "row-too-large",
      "line 2: the row is longer than 4194304 bytes (4 MiB)",
    ],
  ])("%s", async (_, content, code, message) => {
    const found = await inputErrorOf(ingestText(content));
    expect(found.code).toBe(code);
    expect(found.message).toContain(message);
  });

  test("a field of 100 MB, without holding it", async () => {
    const path = await sourceFile("a,b\n");
    await writeFile(path, `1,"${"x".repeat(100_000_000)}"\n`, { flag: "a" });
    const before = process.memoryUsage().rss;
    const found = await inputErrorOf(runComponent(ingest, { params: { source: path } }));
    expect(found.code).toBe("cell-too-large");
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
  });
});

describe("bad JSON Lines are refused with their line", () => {
  test.each<readonly [string, string | Uint8Array, string, string]>([
    ["a broken line", '{"a":1}\n{"a":2\n{"a":3}\n', "json-line-broken", 'line 2: expected one JSON object, found {"a":2 ('],
    ["a list for an object", '{"a":1}\n[1,2]\n', "json-line-no-object", "line 2: expected a JSON object, found [1,2]."],
    ["one big list", '[{"a":1},{"a":2}]\n', "json-line-no-object", "line 1"],
    ["an object inside", '{"a":{"b":1}}\n', "column-type-not-supported", 'line 1: "a" holds an object'],
    [
      "a list of texts",
      '{"a":[1]}\n{"a":["x"]}\n',
      "column-type-not-supported",
      'line 2: "a" holds a list of other things than numbers',
    ],
    [
      "a list where numbers were",
      '{"a":1}\n{"a":[1]}\n',
      "column-of-two-types",
      'line 2: "a" holds a list, but single values before',
    ],
    ["an empty key", '{"":1}\n', "column-without-name", "line 1: a key is empty."],
    ["keys that differ in case alone", '{"a":1}\n{"A":1}\n', "columns-differ-in-case-alone", '"a" and "A"'],
    ["no rows", "\n\n", "no-rows", "holds no rows"],
    ["no keys", "{}\n{}\n", "no-columns", "No object in the source has a key."],
    ["a row of over 4 MiB", `{"a":"${megabyte}${megabyte}${megabyte}${megabyte}"}\n`, "row-too-large", "line 1"],
    [
      "Latin-1",
      Buffer.from('{"a":1}\n{"a":"\xe9"}\n', "latin1"),
      "not-utf-8",
      "line 2: expected UTF-8, found the byte 0xe9 at byte 14",
    ],
  ])("%s", async (_, content, code, message) => {
    const found = await inputErrorOf(ingestText(content, {}, "data.jsonl"));
    expect(found.code).toBe(code);
    expect(found.message).toContain(message);
  });

  test("a key twice in one object", async () => {
    const found = await inputErrorOf(ingestText('{"a":1}\n{"a":1,"a":2}\n', {}, "data.jsonl"));
    expect(found.message).toContain('duplicate key "a"');
  });
});

describe("what is no Parquet file is refused", () => {
  test.each<readonly [string, string | Uint8Array, string, string]>([
    ["text", "a,b\n1,2\n", "not-parquet", "does not begin with PAR1"],
    ["a file cut off", Buffer.from("PAR1 and then nothing"), "parquet-broken", "is no whole Parquet file"],
  ])("%s", async (_, content, code, message) => {
    const found = await inputErrorOf(ingestText(content, {}, "data.parquet"));
    expect(found.code).toBe(code);
    expect(found.message).toContain(message);
  });

  test("Parquet that is called CSV", async () => {
    const found = await inputErrorOf(ingestText("PAR1xxxxxxxx", { format: "csv" }));
    expect(found).toMatchObject({ code: "source-format-differs" });
  });
});

describe("a source that can't be had is refused", () => {
  const fromSource = (source: string, params = {}) => inputErrorOf(runComponent(ingest, { params: { source, ...params } }));

  test("no such file, with the path that was looked at", async () => {
    const { code, message } = await fromSource("no/such.csv");
    expect(code).toBe("source-not-found");
    expect(message).toBe(`The source "no/such.csv" (${join(process.cwd(), "no/such.csv")}) does not exist.`);
  });

  test("a folder", async () => {
    expect((await fromSource(tmpdir())).code).toBe("source-is-folder");
  });

  test("a device", async () => {
    expect((await fromSource("/dev/null")).code).toBe("source-no-file");
  });

  test.skipIf(process.getuid?.() === 0)("a file without permission", async () => {
    const path = await sourceFile("a\n1\n");
    await chmod(path, 0);
    expect((await fromSource(path)).code).toBe("source-no-permission");
  });

  test.each([
    ["s3://bucket/key.csv", "source-scheme-unknown"],
    ["ftp://host/file.csv", "source-scheme-unknown"],
    ["file://elsewhere/data.csv", "source-no-file-uri"],
    ["http://", "source-no-url"],
  ])("%s", async (source, code) => {
    expect((await fromSource(source)).code).toBe(code);
  });

  test("an unknown format, a split without weight, a strange name: refused before anything is read", async () => {
    expect((await fromSource("x", { format: "xlsx" })).code).toBe("parameter-wrong");
    expect((await fromSource("x", { splits: { train: 0 } })).code).toBe("parameter-wrong");
    expect((await fromSource("x", { splits: { "../train": 1 } })).code).toBe("parameter-wrong");
    expect((await fromSource("x", { splits: {} })).code).toBe("parameter-wrong");
  });

  test("an unknown column in splitBy", async () => {
    const found = await inputErrorOf(ingestText("user,n\na,1\n", { splitBy: ["usr"] }));
    expect(found).toEqual({
      code: "column-unknown",
      message: 'splitBy names the column "usr", which the source does not have. Did you mean "user"?',
    });
  });
});

describe("splits without rows", () => {
  test("an empty train split is an error", async () => {
    const found = await inputErrorOf(ingestText("a\n1\n", { splits: { train: 1, eval: 1_000_000 } }));
    expect(found).toMatchObject({
      code: "train-split-empty",
      message: 'No row fell into the split "train", so there is nothing to learn from: eval 1, train 0.',
    });
  });

  test("another one is a warning", async () => {
    await using result = await ingestText("a\n1\n2\n", { splits: { train: 1_000_000, eval: 1 } });
    expect(result.outputs.splitRows).toEqual({ train: 2, eval: 0 });
    expect(result.logs).toContain('warning: The split "eval" holds no rows.');
  });
});

test("a failure leaves nothing half-written, neither outputs nor temporary files", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pipewright-out-"));
  const source = await sourceFile("a\n1\n2\n3\n");
  // a folder stands where eval.parquet should go
  await writeFile(join(folder, "keep.txt"), "");
  await mkdir(join(folder, "eval.parquet", "inside"), { recursive: true });
  const temporary = await mkdtemp(join(tmpdir(), "pipewright-temporary-"));
  vi.stubEnv("TMPDIR", temporary);
  const context = {
    params: { source, format: "auto", splits: { train: 1, eval: 1 }, splitBy: undefined, derive: {} },
    inputs: {},
    outputs: { examples: { path: folder } },
    log: { info: () => undefined, warn: () => undefined },
    seed: 1,
    signal: new AbortController().signal,
    progress: () => undefined,
  } as const;
  await expect(run(context)).rejects.toThrow();
  expect((await readdir(folder)).sort()).toEqual(["eval.parquet", "keep.txt"]);
  expect(await readdir(temporary)).toEqual([]);
  vi.unstubAllEnvs();
  expect((await readdir(dirname(source))).length).toBe(1);
});

test("a step that is stopped stops", async () => {
  const text = `a,b\n${"1,hello\n".repeat(2_000_000)}`;
  const stop = new AbortController();
  const source = await sourceFile(text);
  const started = performance.now();
  const running = runComponent(ingest, { params: { source }, signal: stop.signal });
  setTimeout(() => stop.abort(new Error("stopped by the test")), 150);
  await expect(running).rejects.toThrow("stopped by the test");
  expect(performance.now() - started).toBeLessThan(5000);
});
