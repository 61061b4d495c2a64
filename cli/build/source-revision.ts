import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { SourceRevision } from "../../containers/supply/provenance.ts";

const run = promisify(execFile);

/** What git says of a folder, on one line or more; undefined where git, or a repository, is not there. */
export async function askGit(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run("git", ["-C", folder, ...args], {
      env: { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" },
      maxBuffer: 2 ** 26,
    });
    return stdout;
  } catch {
    return undefined;
  }
}

/** The commit that a project is at, and whether its files say something else; undefined for a folder that is in no repository. */
export async function sourceRevision(workspace: string, said: string | undefined): Promise<SourceRevision | undefined> {
  const commit = (await askGit(workspace, ["rev-parse", "--verify", "HEAD"]))?.trim();
  if (commit === undefined || commit === "") return undefined;
  const [status, remote] = await Promise.all([
    // the lock is what a build itself writes, as it and runs write what is in .pipewright
    askGit(workspace, ["status", "--porcelain", "--", ".", ":(exclude)images.lock.json", ":(exclude).pipewright"]),
    said ?? askGit(workspace, ["config", "--get", "remote.origin.url"]),
  ]);
  return { uri: remote === undefined ? undefined : withoutLogin(remote.trim()), commit, changed: status !== "" };
}

/** An address without the login that somebody left in it. */
const withoutLogin = (address: string): string => address.replace(/^(\w+:\/\/)[^/@]*@/, "$1").replace(/\.git$/, "");
