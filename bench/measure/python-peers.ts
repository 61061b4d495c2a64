import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Skipped } from "../benchmark.ts";

const call = promisify(execFile);

/** The peers' programs, a folder each. */
export const peersFolder = resolve(import.meta.dirname, "../peers");

export interface PythonPeers {
  /** A Python that has the peers. */
  readonly python: string;
  /** Package to version. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * A Python of our own with the pinned peers: installed once, into the person's cache folder and nowhere else. Another list of pins is
 * another folder.
 */
export async function pythonPeers(): Promise<PythonPeers | Skipped> {
  const requirements = join(peersFolder, "requirements.txt");
  const pins = readFileSync(requirements, "utf8");
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const folder = join(cache, "pipewright-bench", `peers-${createHash("sha256").update(pins).digest("hex").slice(0, 12)}`);
  const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const done = join(folder, "installed");
  if (!existsSync(done)) {
    try {
      await call("python3", ["-m", "venv", "--clear", folder]);
      await call(python, ["-m", "pip", "install", "--quiet", "--no-deps", "--requirement", requirements]);
    } catch (error) {
      return { skipped: `no Python with the peers here: ${lastLine(error)}` };
    }
    writeFileSync(done, "");
  }
  return {
    python,
    versions: Object.fromEntries([...pins.matchAll(/^([\w.-]+)==(.+)$/gm)].map(([, name, version]) => [name, version])),
  };
}

/** What a failed command said last. */
function lastLine(error: unknown): string {
  const { stderr, message } = error as Error & { readonly stderr?: string };
  return (stderr || message).trim().split("\n").at(-1) ?? "";
}
