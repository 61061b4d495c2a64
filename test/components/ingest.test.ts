import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openDatabase, quoteText } from "../../components/formats/duckdb.ts";
import { examplesDigest, rowHashes } from "../../components/formats/examples-digest.ts";
import { readExamplesFolder } from "../../components/formats/examples-folder.ts";
import { readCsv } from "../../components/formats/read-csv.ts";
import { planSplits } from "../../components/ingest/plan-splits.ts";
import { ingest } from "../../components/ingest/spec.ts";
import { stage } from "../../components/ingest/stage.ts";
import { writeSplits } from "../../components/ingest/write-splits.ts";
import { runComponent } from "../../testing/run-component.ts";
import { contentDigest } from "../../util/content-digest.ts";
import { ingestText, rowsOf, sourceFile, typesOf } from "./helpers/ingest-text.ts";

describe("ingest reads CSV", () => {
  test("types come from all values, the last one included", async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `${index},${index},00${index},true,2024-05-01`);
    await using result = await ingestText(`a,b,zip,flag,day\n${rows.join("\n")}\n20000,0.5,0,FALSE,2024-05-02T10:30:00+02:00\n`);
    expect(await typesOf(result.artifacts.examples.path)).toEqual({
      a: "integer",
      b: "number",
      zip: "text",
      flag: "boolean",
      day: "timestamp",
    });
    const read = await rowsOf(result.artifacts.examples.path);
    expect(read).toHaveLength(20_001);
    expect(read[7]).toEqual({ a: 7n, b: 7, zip: "007", flag: true, day: new Date("2024-05-01T00:00:00Z") });
    expect(read[20_000]).toEqual({ a: 20_000n, b: 0.5, zip: "0", flag: false, day: new Date("2024-05-02T08:30:00Z") });
  });

  test("quotes, line ends inside quotes, CR LF, a byte order mark and empty fields are what RFC 4180 says", async () => {
    await using result = await ingestText(
      '\uFEFFname,note,n\r\n"Ada ""the first""","two\r\nlines",1\r\n"",,\r\n\r\n" spaced ",5" pipe,3',
    );
    expect(await rowsOf(result.artifacts.examples.path)).toEqual([
      { name: 'Ada "the first"', note: "two\r\nlines", n: 1n },
      { name: null, note: null, n: null },
      { name: " spaced ", note: '5" pipe', n: 3n },
    ]);
  });

  test("lines may end in both ways in one file", async () => {
    await using result = await ingestText('a,b\r\n1,"x"\n2,"y\nz"\r\n3,w\n');
    expect(await rowsOf(result.artifacts.examples.path)).toEqual([
      { a: 1n, b: "x" },
      { a: 2n, b: "y\nz" },
      { a: 3n, b: "w" },
    ]);
  });

  test.each([
    ["semicolons", "a;b\n1;x,y\n"],
    ["tabs", "a\tb\n1\tx,y\n"],
    ["bars", "a|b\n1|x,y\n"],
  ])("%s divide fields when the header says so", async (_, text) => {
    await using result = await ingestText(text);
    expect(await rowsOf(result.artifacts.examples.path)).toEqual([{ a: 1n, b: "x,y" }]);
  });

  test("in a file of one column an empty line is a missing value", async () => {
    await using result = await ingestText("a\n1\n\n3\n");
    expect(await rowsOf(result.artifacts.examples.path)).toEqual([{ a: 1n }, { a: null }, { a: 3n }]);
  });

  test("a column without values is text", async () => {
    await using result = await ingestText("a,b\n1,\n2,\n");
    expect(await typesOf(result.artifacts.examples.path)).toEqual({ a: "integer", b: "text" });
  });

  test("a column name may hold anything", async () => {
    const name = `"; DROP TABLE x; --`;
    await using result = await ingestText(`"""; DROP TABLE x; --",'b'\n1,2\n`, {
      splitBy: [name],
      derive: { 'big"': { left: name, operator: "gt", right: { column: "'b'", times: 0.1 } } },
    });
    expect(await rowsOf(result.artifacts.examples.path)).toEqual([{ [name]: 1n, "'b'": 2n, 'big"': true }]);
  });

  test("a path may hold what DuckDB would expand", async () => {
    const path = await sourceFile("a\n1\n", "a[1]*?.csv");
    await using result = await runComponent(ingest, { params: { source: path, splits: { train: 1 } } });
    expect(result.outputs.rows).toBe(1);
  });

  test("gzip is unpacked, and a file: URI is a path", async () => {
    const path = await sourceFile(gzipSync("a,b\n1,x\n"), "data.csv.gz");
    await using result = await runComponent(ingest, { params: { source: pathToFileURL(path).href, splits: { train: 1 } } });
    const { source } = await readExamplesFolder(result.artifacts.examples.path);
    expect([result.outputs.rows, source]).toEqual([1, "data.csv.gz"]);
  });
});

describe("ingest reads JSON Lines", () => {
  test("scalars, missing keys, null and lists of numbers", async () => {
    const text = [
      '{"a":1,"b":"x","day":"2024-05-01","v":[1,2.5]}',
      "",
      '{"b":"007","a":9007199254740993,"c":true,"d":1}',
      '{"b":"","day":null,"d":0.5,"v":[null]}',
    ];
    await using result = await ingestText(text.join("\n"), {}, "data.jsonl");
    expect(await typesOf(result.artifacts.examples.path)).toEqual({
      a: "integer",
      b: "text",
      day: "timestamp",
      v: "numbers",
      c: "boolean",
      d: "number",
    });
    expect(await rowsOf(result.artifacts.examples.path)).toEqual([
      { a: 1n, b: "x", day: new Date("2024-05-01"), v: [1, 2.5], c: null, d: null },
      { a: 9007199254740993n, b: "007", day: null, v: null, c: true, d: 1 },
      { a: null, b: "", day: null, v: [null], c: null, d: 0.5 },
    ]);
  });

  test("a byte order mark and CR LF are fine, and unlike scalars become text", async () => {
    await using result = await ingestText('\uFEFF{"a":1}\r\n{"a":"x"}\r\n{"a":true}\r\n', {}, "data.txt");
    expect(await rowsOf(result.artifacts.examples.path)).toEqual([{ a: "1" }, { a: "x" }, { a: "true" }]);
  });
});

describe("ingest reads Parquet", () => {
  test("its types are widened to those of examples", async () => {
    const path = await sourceFile("", "data.parquet");
    using database = await openDatabase({ threads: 1 });
    await database.run(
      `COPY (SELECT 1::TINYINT AS i, 1.5::FLOAT AS f, 2.25::DECIMAL(9,2) AS d, DATE '2024-05-01' AS day, uuid() AS id, [1::INTEGER, 2] AS v, true AS b, 'x' AS t) TO ${quoteText(path)} (FORMAT parquet)`,
    );
    await using result = await runComponent(ingest, { params: { source: path, splits: { train: 1 } } });
    expect(await typesOf(result.artifacts.examples.path)).toEqual({
      i: "integer",
      f: "number",
      d: "number",
      day: "timestamp",
      id: "text",
      v: "numbers",
      b: "boolean",
      t: "text",
    });
    const [row] = await rowsOf(result.artifacts.examples.path);
    expect(row).toMatchObject({ i: 1n, f: 1.5, d: 2.25, day: new Date("2024-05-01"), v: [1, 2], b: true, t: "x" });
  });
});

test("the same rows have the same digest, whatever their format", async () => {
  await using csv = await ingestText("a,b,c\n1,x,2.5\n2,,3\n");
  await using jsonl = await ingestText('{"a":1,"b":"x","c":2.5}\n{"a":2,"c":3}\n', {}, "other.jsonl");
  await using parquet = await runComponent(ingest, {
    params: { source: join(csv.artifacts.examples.path, "train.parquet"), splits: { train: 1 } },
  });
  expect([jsonl.outputs.digest, parquet.outputs.digest]).toEqual([csv.outputs.digest, csv.outputs.digest]);
});

test("the order of rows, a value and a name count in the digest", async () => {
  const digests = await Promise.all(
    ["a,b\n1,x\n2,y\n", "a,b\n2,y\n1,x\n", "a,b\n1,x\n2,z\n", "a,c\n1,x\n2,y\n", "a,b\n1,x\n2,\n"].map(async (text) => {
      await using result = await ingestText(text);
      return result.outputs.digest;
    }),
  );
  expect(new Set(digests).size).toBe(5);
});

test("the artifact is the same bytes in any order of writing the splits, and holds no path of this machine", async () => {
  const text = `id,v\n${Array.from({ length: 1000 }, (_, index) => `${index},${index % 10}`).join("\n")}\n`;
  await using one = await ingestText(text, { splits: { train: 8, eval: 2 } });
  await using two = await ingestText(text, { splits: { eval: 2, train: 8 } });
  expect(two.artifacts.examples.digest).toBe(one.artifacts.examples.digest);
  const manifest = await readFile(join(one.artifacts.examples.path, "examples.json"), "utf8");
  expect(manifest).toContain('"source": "data.csv"');
  expect(manifest).not.toContain(tmpdir());
  expect(one.progress.at(-1)).toEqual([100, 100]);
  const done = one.progress.map(([share]) => share);
  expect(done).toEqual([...done].sort((left, right) => left - right));
});

test("columns may be named as the queries and DuckDB name their own", async () => {
  const names = ["bucket", "first", "last", "c0", "c1", "d0", "row_text", "key_text", "file_row_number", "filename"];
  const derive = { made: { left: "c1", operator: "eq", right: { column: "d0" } } } as const;
  await using result = await ingestText(`${names.join(",")}\n${names.map((_, index) => index).join(",")}\n`, {
    derive,
    splitBy: ["c1", "bucket"],
  });
  expect(await rowsOf(result.artifacts.examples.path)).toEqual([
    { ...Object.fromEntries(names.map((name, index) => [name, BigInt(index)])), made: false },
  ]);
});

test("the digest of what was staged is that of the files that were written", async () => {
  const derive = { low: { left: "b", operator: "lt", right: { value: 2 } } } as const;
  const text = `a,b,t\n${Array.from({ length: 3000 }, (_, index) => `${index},${index / 7},"t,${index % 5}"`).join("\n")}\n`;
  await using result = await ingestText(text, { splits: { train: 3, eval: 1 }, derive });
  const { columns, splits, digest } = await readExamplesFolder(result.artifacts.examples.path);
  for (const threads of [1, 4]) {
    using database = await openDatabase({ threads });
    const hashed = splits.map(({ name, path }) => ({
      name,
      hashes: `SELECT ${rowHashes(columns)} FROM read_parquet(${quoteText(path)})`,
    }));
    expect(await examplesDigest(database, columns, hashed)).toBe(digest);
  }
});

test("one thread and four write the same bytes, in the source's order", async () => {
  const source = await sourceFile(
    `id,v\n${Array.from({ length: 400_000 }, (_, index) => `${index},${(index * 7919) % 1000}`).join("\n")}\n`,
  );
  const splits = planSplits({ train: 8, eval: 2 });
  const written = await Promise.all(
    [1, 4].map(async (threads) => {
      const folder = await mkdtemp(join(tmpdir(), "pipewright-threads-"));
      using database = await openDatabase({ threads });
      const staged = await stage(database, await readCsv(database, source), join(folder, "staged"), {
        derive: {},
        splitBy: undefined,
        buckets: 10,
      });
      await writeSplits(database, staged, splits, folder);
      const ids = await database.rows<{ id: bigint }>(
        `SELECT id FROM read_parquet(${quoteText(join(folder, "train.parquet"))}) LIMIT 200000`,
      );
      expect(ids.every(({ id }, index) => index === 0 || id > ids[index - 1]!.id)).toBe(true);
      return [await contentDigest(join(folder, "train.parquet")), await contentDigest(join(folder, "eval.parquet"))];
    }),
  );
  expect(written[1]).toEqual(written[0]);
});
