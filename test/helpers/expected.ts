import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "vitest";

/** Compares with a file beside the test; `UPDATE=1` writes it, and the diff is the review. */
export function expectFile(file: string, actual: string): void {
  if (process.env["UPDATE"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file) || readFileSync(file, "utf8") !== actual) writeFileSync(file, actual);
  }
  expect(existsSync(file), `${file} is not there; UPDATE=1 writes it`).toBe(true);
  expect(actual).toBe(readFileSync(file, "utf8").replaceAll("\r\n", "\n"));
}
