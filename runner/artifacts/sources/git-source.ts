import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { GitArtifact } from "../../../compiler/argo/model.generated.ts";
import { ArtifactError } from "../artifact-error.ts";
import type { ArtifactContext } from "../artifact-sources.ts";

/**
 * Clones a repository with the `git` of this machine and checks a revision out.
 * @throws ArtifactError with what git said
 */
export async function fetchGit(git: GitArtifact, to: string, context: ArtifactContext): Promise<void> {
  const keys = await mkdtemp(join(context.temp, "git-"));
  try {
    const run = await gitWith(git, keys, context);
    await mkdir(to, { recursive: true });
    await run(["clone", ...cloneOptions(git), "--", git.repo, to]);
    const inside = ["-C", to];
    if (git.fetch !== undefined && git.fetch.length > 0)
      await run([...inside, "fetch", ...depth(git), "--", "origin", ...git.fetch]);
    if (git.revision !== undefined && git.revision !== "") await checkout(git, git.revision, (args) => run([...inside, ...args]));
    if (git.disableSubmodules !== true) await run([...inside, "submodule", "update", "--init", "--recursive", "--force"]);
  } finally {
    await rm(keys, { recursive: true, force: true });
  }
}

const depth = ({ depth: commits }: GitArtifact): readonly string[] => (commits === undefined ? [] : ["--depth", String(commits)]);

function cloneOptions(git: GitArtifact): readonly string[] {
  return [
    "--quiet",
    "--no-hardlinks",
    ...depth(git),
    ...(git.singleBranch === true ? ["--single-branch"] : []),
    ...(git.branch !== undefined && git.branch !== "" ? ["--branch", git.branch] : []),
  ];
}

/** A branch of the other side, a tag or a commit; one that the clone does not have is asked for. */
async function checkout(git: GitArtifact, revision: string, run: Git): Promise<void> {
  if (revision.startsWith("-")) throw new ArtifactError(`"${revision}" is no revision`);
  for (const name of [`refs/remotes/origin/${revision}`, revision]) {
    const found = await run(["rev-parse", "--quiet", "--verify", `${name}^{commit}`]).catch(() => undefined);
    if (found !== undefined) return void (await run(["checkout", "--quiet", "--force", "--detach", found.trim()]));
  }
  await run(["fetch", "--quiet", ...depth(git), "origin", revision]);
  await run(["checkout", "--quiet", "--force", "--detach", "FETCH_HEAD"]);
}

type Git = (args: readonly string[]) => Promise<string>;

async function gitWith(git: GitArtifact, folder: string, { secret, env, signal }: ArtifactContext): Promise<Git> {
  const own: Record<string, string | undefined> = {
    ...env,
    GIT_TERMINAL_PROMPT: "0",
    GIT_ALLOW_PROTOCOL: "http:https:ssh:git:file",
  };
  if (git.usernameSecret !== undefined || git.passwordSecret !== undefined) {
    const helper = join(folder, "credentials.sh");
    own.PIPEWRIGHT_GIT_USER = git.usernameSecret === undefined ? "" : secret(git.usernameSecret);
    own.PIPEWRIGHT_GIT_PASSWORD = git.passwordSecret === undefined ? "" : secret(git.passwordSecret);
    const answer = 'case "$1" in Username*) printf %s "$PIPEWRIGHT_GIT_USER";; *) printf %s "$PIPEWRIGHT_GIT_PASSWORD";; esac';
    await writeFile(helper, `#!/bin/sh\n${answer}\n`, { mode: 0o700 });
    own.GIT_ASKPASS = helper;
  }
  if (git.sshPrivateKeySecret !== undefined) {
    const key = join(folder, "key");
    await writeFile(key, secret(git.sshPrivateKeySecret), { mode: 0o600 });
    const check = git.insecureIgnoreHostKey === true ? " -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null" : "";
    own.GIT_SSH_COMMAND = `ssh -i '${key}' -o IdentitiesOnly=yes -o BatchMode=yes${check}`;
  }
  const tls = git.insecureSkipTLS === true ? ["-c", "http.sslVerify=false"] : [];
  return (args) => runGit([...tls, "-c", "core.hooksPath=/dev/null", ...args], own, signal);
}

function runGit(args: readonly string[], env: Record<string, string | undefined>, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", args, { env: env as NodeJS.ProcessEnv, signal, stdio: ["ignore", "pipe", "pipe"] });
    const said = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said.stderr += text));
    child.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "ENOENT" ? new ArtifactError("git is not installed on this machine") : error),
    );
    child.once("close", (code) => {
      if (code === 0) resolve(said.stdout);
      else reject(new ArtifactError(said.stderr.trim().split("\n").at(-1) || `git ended with code ${code}`));
    });
  });
}
