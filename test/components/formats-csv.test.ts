import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsvHeader } from "../../components/formats/csv-header.ts";
import { CsvMachine } from "../../components/formats/csv-machine.ts";
import { scanCsv } from "../../components/formats/csv-scan.ts";
import { openDatabase } from "../../components/formats/duckdb.ts";
import { readCsv } from "../../components/formats/read-csv.ts";
import { sourceFile } from "./helpers/ingest-text.ts";

/** Fields that hold whatever CSV has a rule for. */
const field = fc.string({
  unit: fc.constantFrom("a", "7", " ", '"', ",", "\n", "\r\n", "é", "市", "🚕", ";", "'", "\\", "#"),
  maxLength: 6,
});
const table = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 12 }))
  .chain(([columns, rows]) =>
    fc.array(fc.array(field, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

const mustQuote = (text: string): boolean => /[",\n\r;\t|]/.test(text) || /^ +"/.test(text);

/** A writer of CSV by RFC 4180, which quotes where it must and, by `always`, where it need not. */
function writeCsv(rows: readonly (readonly string[])[], lineEnd: string, always: boolean): string {
  const header = rows[0]!.map((_, index) => `"column ${index}"`).join(",");
  const lines = rows.map((row) =>
    row.map((text) => (always || mustQuote(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(","),
  );
  return `${[header, ...lines].join(lineEnd)}${lineEnd}`;
}

test("whatever a writer of RFC 4180 writes is read back, byte for byte, as text", async () => {
  using database = await openDatabase({ threads: 2 });
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom("\n", "\r\n"), fc.boolean(), fc.boolean(), async (rows, lineEnd, always, marked) => {
      // a last column that is text for sure keeps every column from being an integer by chance, and lines from being empty
      const full = rows.map((row) => [...row.map((text) => `t${text}`), "end"]);
      const path = await sourceFile(`${marked ? "\uFEFF" : ""}${writeCsv(full, lineEnd, always)}`);
      const relation = await readCsv(database, path);
      const read = await database.rows<Record<string, string>>(relation.sql);
      expect(read.map((row) => Object.values(row))).toEqual(full);
      expect(relation.rows).toBe(full.length);
    }),
    { numRuns: 60 },
  );
});

test("for any bytes the check and DuckDB count the same rows, or the check refuses", async () => {
  using database = await openDatabase({ threads: 2 });
  const junk = fc.constantFrom("a", "1", " ", '"', '""', ",", "\n", "\r\n", "\r");
  const bodyOf = (...rows: readonly string[]) =>
    fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...rows) }, { weight: 1, arbitrary: junk }), { maxLength: 8 });
  const file = fc.oneof(
    bodyOf("x,y\n", '"q",1\n', '"a\nb",\n', ",\n", "\n", ' "s" ,5" x\n', "1,2\r\n", '"s"  , "t"\n', '  "u",  v\n').map(
      (parts) => `one,two\n${parts.join("")}`,
    ),
    bodyOf("x\n", '"q"\n', '"a\nb"\n', "\n").map((parts) => `only\n${parts.join("")}`),
  );
  let [read, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(file, async (text) => {
      const path = await sourceFile(text);
      const scanned = await scanCsv(path).catch((error: { name: string }) => error.name);
      if (typeof scanned === "string") {
        expect(scanned).toBe("InputError");
        refused++;
        return;
      }
      const relation = await readCsv(database, path);
      const [count] = await database.rows<{ n: bigint }>(`SELECT count(*) AS n FROM (${relation.sql})`);
      expect(Number(count!.n)).toBe(scanned.rows);
      read++;
    }),
    { numRuns: 120 },
  );
  expect(read).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(10);
});

test("where the pieces of a file are cut makes no difference", () => {
  const bytes = Buffer.from('a,b\r\n"x ""y"" é",2\r\n\r\n" z" ,"市\n"\r\n5,6');
  const shapes = Array.from({ length: bytes.length - 1 }, (_, at) => {
    const machine = new CsvMachine({ delimiter: ",", names: ["a", "b"] });
    machine.push(bytes.subarray(0, at + 1));
    machine.push(bytes.subarray(at + 1));
    return machine.end();
  });
  for (const shape of shapes) expect(shape).toEqual({ rows: 3, lineEnd: "\r\n" });
});

describe("the header decides the delimiter", () => {
  test.each([
    ["a,b;c", ",", ["a", "b;c"]],
    ["a;b;c,d", ";", ["a", "b", "c,d"]],
    ['"a,b,c";d', ";", ["a,b,c", "d"]],
    ["a\tb", "\t", ["a", "b"]],
    ["alone", ",", ["alone"]],
    ['"x ""y""", z ', ",", ['x "y"', " z "]],
  ])("%s", (line, delimiter, names) => {
    expect(readCsvHeader(line)).toEqual({ delimiter, names });
  });
});
