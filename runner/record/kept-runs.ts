import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../util/write-whole.ts";

const path = (workspace: string): string => join(workspace, "keep");

/** The runs that nobody may remove, in the order in which people said so: a line each in `.pipewright/keep`. */
export function readKept(workspace: string): readonly string[] {
  try {
    const lines = readFileSync(path(workspace), "utf8").split("\n");
    return [...new Set(lines.map((line) => line.replace(/#.*$/, "").trim()).filter((line) => line !== ""))];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error; // a list that can't be read is no empty list
  }
}

/** Writes the list anew. @throws Error when it can't be written */
export function writeKept(workspace: string, runs: readonly string[]): void {
  writeWhole(path(workspace), runs.map((run) => `${run}\n`).join(""));
}
