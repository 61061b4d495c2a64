import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReportInput } from "./report-page.ts";

/**
 * Writes a run's report into its folder, whole or not at all, and returns its path: one HTML file that needs nothing beside itself. It is
 * made of events alone, so a run that failed or was killed has one too.
 *
 * @throws Error of the file system, when the folder cannot be written
 * @example
 * await writeReport({ events, manifest: yaml, folder: ".pipewright/runs/r1" }) // => ".pipewright/runs/r1/report.html"
 */
export async function writeReport(input: ReportInput): Promise<string> {
  const path = join(input.folder, "report.html");
  const unfinished = `${path}.${process.pid}.tmp`;
  // What draws graphs and charts is not loaded before the run, whose start people wait for.
  const { reportPage } = await import("./report-page.ts");
  try {
    await writeFile(unfinished, await reportPage(input));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return path;
}
