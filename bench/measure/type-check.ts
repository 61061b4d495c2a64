import { execFile } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Command } from "./command.ts";
import { type Workspace, workspaceOf } from "./workspace.ts";

const root = resolve(import.meta.dirname, "../..");

/** TypeScript as it is installed here. */
const tsc = join(root, "node_modules/typescript/bin/tsc");

/**
 * Makes an author's project whose files can be type-checked one by one: with this project's strictness, and with its words as sources,
 * so that nothing has to be built before.
 */
export function typedWorkspace(files: Readonly<Record<string, string>>): Workspace {
  const project = workspaceOf(files);
  symlinkSync(join(root, "node_modules/@types"), join(project.folder, "node_modules/@types"), "junction");
  for (const name of Object.keys(files)) writeFileSync(join(project.folder, configOf(name)), config(name));
  return project;
}

const configOf = (file: string) => `tsconfig.${file}.json`;

/** Files that differ by their tasks alone import what some of them do not use. */
const config = (file: string) =>
  JSON.stringify({
    extends: join(root, "tsconfig.json"),
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
    files: [file],
    include: [],
    exclude: [],
  });

/** Type-checks one of the project's files. */
export const typeCheck = ({ folder: cwd }: Workspace, file: string): Command => ({ args: [tsc, "-p", configOf(file)], cwd });

/**
 * How many types TypeScript instantiates for one of the project's files: the same on every machine and in every run, as one thread
 * does all.
 *
 * @throws when the file has errors of types
 */
export async function instantiations(project: Workspace, file: string): Promise<number> {
  const { args, cwd } = typeCheck(project, file);
  const { stdout } = await promisify(execFile)(process.execPath, [...args, "--extendedDiagnostics", "--singleThreaded"], { cwd });
  const found = /^Instantiations:\s+(\d+)/m.exec(stdout)?.[1];
  if (found === undefined) throw new Error(`tsc counts no instantiations:\n${stdout}`);
  return Number(found);
}
