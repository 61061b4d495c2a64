import { access, constants, open, stat } from "node:fs/promises";
import type { MountTable } from "../mount-table.ts";

export type Program = { readonly path: string } | { readonly problem: string };

/**
 * Finds a program as Argo's emissary does, which ends with exit code 64 and these words when there is none.
 *
 * @param workingDir what a name with a slash that is not absolute starts from
 */
export async function lookUpProgram(name: string, path: string, workingDir: string, view: MountTable): Promise<Program> {
  const found = await lookPath(name, path, workingDir, view);
  if (found.problem !== undefined)
    return { problem: `failed to find name in PATH: exec: ${JSON.stringify(name)}: ${found.problem}` };
  const problem = await startProblem(found.onHost, view);
  return problem === undefined
    ? { path: found.path }
    : { problem: `failed to start command: fork/exec ${found.path}: ${problem}` };
}

type Found = { readonly path: string; readonly onHost: string; readonly problem?: undefined } | { readonly problem: string };

async function lookPath(name: string, path: string, workingDir: string, view: MountTable): Promise<Found> {
  if (name.includes("/")) {
    const file = name.startsWith("/") ? name : `${workingDir}/${name}`;
    const onHost = await view.find(file);
    if (onHost === undefined) return { problem: `stat ${name}: no such file or directory` };
    const problem = await executableProblem(onHost);
    return problem === undefined ? { path: name, onHost } : { problem };
  }
  for (const folder of path.split(":")) {
    const file = `${folder === "" ? "." : folder}/${name}`;
    const onHost = await view.find(file.startsWith("/") ? file : `${workingDir}/${file}`);
    if (name !== "" && onHost !== undefined && (await executableProblem(onHost)) === undefined) return { path: file, onHost };
  }
  return { problem: "executable file not found in $PATH" };
}

async function executableProblem(file: string): Promise<string | undefined> {
  const stats = await stat(file);
  if (stats.isDirectory()) return "is a directory";
  const isExecutable =
    (stats.mode & 0o111) !== 0 &&
    (await access(file, constants.X_OK).then(
      () => true,
      () => false,
    ));
  return isExecutable ? undefined : "permission denied";
}

const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);

/** Why the kernel would not run a file: it begins neither as a program nor with `#!` and the name of one. */
async function startProblem(file: string, view: MountTable): Promise<string | undefined> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return undefined; // may be run, not read
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.subarray(0, 4).equals(elf)) return undefined;
    const [, interpreter] = /^#![ \t]*([^\s\0]+)/.exec(head.toString("latin1")) ?? [];
    if (interpreter === undefined) return "exec format error";
    return (await view.find(interpreter)) === undefined ? "no such file or directory" : undefined;
  } finally {
    await handle.close();
  }
}
