import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** The command line as a person starts it. */
export const cli = join(root, "cli/bin.mjs");

/** A project of its own in a temporary folder, as an author has it; removed when disposed. */
export interface Workspace extends Disposable {
  readonly folder: string;
}

/** Makes a project that holds a copy of `source`, a folder or file of this one, and finds its packages where this one does. */
export function workspace(source: string): Workspace {
  const project = emptyWorkspace();
  cpSync(join(root, source), join(project.folder, source), { recursive: true });
  return project;
}

/** Makes a project of files that are made for the occasion: name to text. */
export function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const project = emptyWorkspace();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project.folder, name), text);
  return project;
}

function emptyWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-bench-"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/pipewright"), "junction");
  for (const name of ["zod", "@duckdb", "@tensorflow"])
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
