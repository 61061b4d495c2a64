import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DerivedProject } from "./derived-lock.ts";
import { npmProgram } from "./npm-program.ts";

/** npm could not lay the packages: what it said, and the likely reason. */
export class NpmFailed extends Error {
  override readonly name = "NpmFailed";
}

/**
 * Lays a project's packages into `folder/node_modules` by npm, as the person has configured it: registries, passwords, proxies, its cache.
 * npm holds every archive against its hash. No script of a package runs, and nothing that a package's own programs would be called by is made.
 * @param settings the folder whose `.npmrc` counts, which is the project's
 * @throws NpmFailed
 */
export async function npmCi(project: DerivedProject, folder: string, settings: string): Promise<void> {
  const npm = npmProgram();
  if (npm === undefined) throw new NpmFailed("npm is not on the PATH; it comes with Node");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(project.manifest, undefined, 1));
  await writeFile(join(folder, "package-lock.json"), JSON.stringify(project.lock, undefined, 1));
  const own = join(folder, ".npmrc");
  await lend(join(settings, ".npmrc"), own);
  try {
    const { code, said } = await run(npm.command, [...npm.args, "ci", `--prefix=${folder}`, ...options], {
      cwd: folder,
      shell: npm.shell,
    });
    if (code !== 0) throw new NpmFailed(reason(said, code));
  } finally {
    await rm(own, { force: true }); // it may hold passwords
  }
}

/** A link, so that nobody's password lies about when this process is killed; a copy where links are not for everybody, as on Windows. */
async function lend(file: string, place: string): Promise<void> {
  if (!existsSync(file)) return;
  await symlink(file, place).catch(async () => await copyFile(file, place));
}

/** Each is said, because the person's configuration may say otherwise, and an npm above this process by its variables. */
const options = [
  "--ignore-scripts",
  "--no-bin-links",
  "--install-strategy=hoisted",
  "--include=prod",
  "--package-lock=true",
  "--global=false",
  "--dry-run=false",
  "--workspaces=false",
  "--prefer-offline",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
];

function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly shell: boolean },
): Promise<{ readonly code: number | string | null; readonly said: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    const keep = (chunk: Buffer): void => {
      said = (said + chunk).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", ({ message }) => fail(new NpmFailed(`npm could not be started: ${message}`)));
    child.on("close", (code, signal) => done({ code: code ?? signal, said: said.trim() }));
  });
}

/** The kinds of failure that a person can do something about, by npm's error codes; else npm's own first words. */
function reason(said: string, code: number | string | null): string {
  const first = said
    .split("\n")
    .map((line) => line.replace(/^npm (error|ERR!) ?/, ""))
    .find((line) => line !== "" && !/^(code|errno|syscall|npm warn)\b/.test(line));
  const known = kinds.find(([pattern]) => pattern.test(said));
  const what = known?.[1] ?? `npm ci ended with ${code}`;
  return first === undefined ? what : `${what} (${first})`;
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/EINTEGRITY/, "an archive is not what the lock file says: its hash is another"],
  [/\bE40[13]\b/, "the registry wants a password, or another one: npm login"],
  [/\bE404\b|ETARGET|ENOVERSIONS/, "the registry does not have a package that the lock file names"],
  [/ENOSPC/, "the disk is full"],
  [/EACCES|EPERM|EROFS/, "npm may not write there, or not into its own cache"],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT/,
    "npm could not reach its registry",
  ],
];
