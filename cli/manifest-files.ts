import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { problem } from "../compiler/diagnostics/problem.ts";
import type { SourceFile } from "../compiler/lint/lint.ts";
import { ProblemError } from "./problem-error.ts";

const yamlEndings = [".yaml", ".yml"];
const manifestEndings = [...yamlEndings, ".json"];

/** Whether a path of the command line means manifests: a folder, or a file of YAML or JSON. */
export function isManifestPath(path: string): boolean {
  return manifestEndings.includes(extname(path)) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * The manifests that paths name. Of a folder those of its files, and its folders' files, that are YAML and speak of Argo: a repository holds
 * much other YAML.
 *
 * @param isWanted which files of a folder count
 * @throws ProblemError for a path that is not there
 */
export function manifestFiles(paths: readonly string[], isWanted = speaksOfArgo): readonly SourceFile[] {
  const found = new Map(paths.flatMap((path) => filesAt(path, isWanted)).map((one) => [one.file, one]));
  return [...found.values()];
}

const speaksOfArgo = (text: string): boolean => text.includes("argoproj.io/");

function filesAt(path: string, isWanted: (text: string) => boolean): readonly SourceFile[] {
  const file = resolve(path);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) throw new ProblemError([problem("no-such-file", { what: `There is no file "${path}".`, help: "" })]);
  if (!stats.isDirectory()) return [{ file, text: readFileSync(file, "utf8") }];
  return inFolder(file).filter(({ text }) => isWanted(text));
}

function inFolder(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return inFolder(path);
      return entry.isFile() && yamlEndings.includes(extname(entry.name))
        ? [{ file: path, text: readFileSync(path, "utf8") }]
        : [];
    });
}
