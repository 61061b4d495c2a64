import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { npmProgram } from "../../../../containers/packages/npm-program.ts";

/** A folder with some files that is gone after the test; its npm keeps a cache of its own there. */
export function project(files: Readonly<Record<string, string | object>>): string {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-packages-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

/** Settings of a project that lead npm to a registry and nowhere else. */
export const npmrc = (registry: string): string => `registry=${registry}/\nfetch-retries=0\n`;

/**
 * Lets npm keep what it fetches in a folder of the test's own: two registries of tests may have had the same port.
 * It is said by a variable, because an npm that runs the tests says its own so, above every file.
 */
export function ownNpmCache(): void {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-npm-"));
  const before = process.env["npm_config_cache"];
  process.env["npm_config_cache"] = folder;
  onTestFinished(() => {
    if (before === undefined) delete process.env["npm_config_cache"];
    else process.env["npm_config_cache"] = before;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
}

/** Lets npm itself write the project's lock file. */
export async function lockByNpm(folder: string): Promise<void> {
  const npm = npmProgram();
  if (npm === undefined) throw new Error("npm is not on the PATH");
  await promisify(execFile)(npm.command, [...npm.args, "install", "--package-lock-only", "--no-audit"], {
    cwd: folder,
    shell: npm.shell,
  });
}
