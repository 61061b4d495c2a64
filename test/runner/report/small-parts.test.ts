import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatBytes } from "../../../runner/report/format-bytes.ts";
import { timeTicks } from "../../../runner/report/time-ticks.ts";
import { writeReport } from "../../../runner/report/write-report.ts";
import { taxiRun } from "./taxi-run.ts";

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1536, "1.5 KiB"],
  [5 << 20, "5.0 MiB"],
  [3.2e15, "2910.4 TiB"],
  [-1, "unknown"],
  [Number.NaN, "unknown"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0, ["0"]],
  [24_400, ["0", "5s", "10s", "15s", "20s"]],
  [65_000, ["0", "10s", "20s", "30s", "40s", "50s", "1m"]],
  [120, ["0", "0.02s", "0.04s", "0.06s", "0.08s", "0.1s", "0.12s"]],
  [3 * 3_600_000, ["0", "30m", "1h", "1h30m", "2h", "2h30m", "3h"]],
  [Number.NaN, ["0"]],
])("a span of %d milliseconds is marked at %j", (span, labels) => {
  expect(timeTicks(span, 8).map(({ label }) => label)).toEqual(labels);
});

test("ten years have few marks", () => {
  expect(timeTicks(3.15e11, 8).length).toBeLessThanOrEqual(11);
});

test("the report is written whole into the run's folder, over an earlier one, with nothing left beside it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-"));
  try {
    const input = { ...taxiRun(folder), folder };
    expect(await writeReport(input)).toBe(join(folder, "report.html"));
    await writeReport({ ...input, events: [] });
    expect(readFileSync(join(folder, "report.html"), "utf8")).toContain("Unknown pipeline");
    expect(readdirSync(folder).toSorted()).toEqual(["artifacts", "report.html"]);
    mkdirSync(join(folder, "other", "report.html"), { recursive: true });
    await expect(writeReport({ ...input, folder: join(folder, "other") })).rejects.toThrow();
    expect(readdirSync(join(folder, "other"))).toEqual(["report.html"]);
    await expect(writeReport({ ...input, folder: join(folder, "missing") })).rejects.toThrow("ENOENT");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
