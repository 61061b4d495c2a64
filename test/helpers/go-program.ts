import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { describe, it } from "vitest";
import { withLock } from "../../scripts/setup/with-lock.mjs";

/** A Go program of the tests: built, or the reason why not. */
export type GoProgram =
  | { readonly file: string; readonly missing?: undefined }
  | { readonly file?: undefined; readonly missing: string };

/**
 * Builds a Go program once for its sources, whoever comes first, into a folder of the user's cache that is named by their content.
 *
 * @param sources the folder with go.mod
 * @param flags of `go build`, beside those that every program is built with
 */
export async function goProgram(sources: string, flags: readonly string[] = []): Promise<GoProgram> {
  try {
    return { file: await build(sources, flags) };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}

/** Tests that need a Go program: skipped where it can't be built, which fails with `CI=true`. */
export function describeWithProgram(program: GoProgram, title: string, tests: () => void): void {
  if (program.missing === undefined) describe(title, tests);
  else if (process.env.CI) {
    it(title, () => {
      throw new Error(program.missing);
    });
  } else describe.skip(`${title} (${program.missing})`, tests);
}

async function build(sources: string, flags: readonly string[]): Promise<string> {
  const name = basename(sources);
  const folder = join(cacheFolder(), "pipewright-test", `${name}-${hashOf(sources, flags)}`);
  const file = join(folder, process.platform === "win32" ? `${name}.exe` : name);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  return withLock(
    async () => {
      if (existsSync(file)) return file;
      process.stderr.write(`building test/${name}, once\n`);
      const made = `${file}.${process.pid}`;
      await promisify(execFile)("go", ["build", "-trimpath", ...flags, "-o", made, "."], { cwd: sources }).catch((error) => {
        throw new Error(
          error.code === "ENOENT" ? "Go is not installed" : `go build failed: ${String(error.stderr).trim().slice(-500)}`,
        );
      });
      renameSync(made, file);
      return file;
    },
    join(folder, "lock"),
  );
}

function hashOf(sources: string, flags: readonly string[]): string {
  const hash = createHash("sha256").update(process.platform).update(process.arch);
  for (const name of readdirSync(sources).sort()) {
    if (/^go\.(mod|sum)$|\.go$/.test(name)) hash.update(name).update(readFileSync(join(sources, name)));
  }
  for (const flag of flags) hash.update(flag);
  return hash.digest("hex").slice(0, 16);
}

function cacheFolder(): string {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === "win32" && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
  return join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}
