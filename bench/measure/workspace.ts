import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** The command line as who has installed the package starts it: in the clone it first asks whether dist/ is current. */
export const cli = join(installed(), "cli/bin.mjs");

function installed(): string {
  const folder = join(root, ".cache/bench/node_modules/pipewright");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "cli"), { recursive: true });
  for (const name of ["package.json", "cli/bin.mjs"]) cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, "dist"), join(folder, "dist"), "dir");
  return folder;
}

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
