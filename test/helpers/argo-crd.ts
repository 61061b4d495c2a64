import { type ChildProcessWithoutNullStreams, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { describe, it } from "vitest";
import { withLock } from "../../scripts/setup/with-lock.mjs";

/** What an API server with Argo's full CRDs would say to one document. */
export interface CrdVerdict {
  /** The document's place in the stream, from 0. */
  readonly index: number;
  readonly kind: string;
  readonly name: string;
  readonly ok: boolean;
  /** The server's own words; empty when `ok`. */
  readonly errors: readonly string[];
}

const sources = join(import.meta.dirname, "../argo-crd");
const program = await build().then(
  (file) => ({ file, missing: undefined }),
  (error: Error) => ({ file: undefined, missing: error.message }),
);

/** Tests that judge manifests by Argo's CRDs: skipped where the judge cannot be built, which fails with `CI=true`. */
export function describeWithGo(title: string, tests: () => void): void {
  if (program.missing === undefined) describe(title, tests);
  else if (process.env.CI) {
    it(title, () => {
      throw new Error(program.missing);
    });
  } else describe.skip(`${title} (${program.missing})`, tests);
}

/** Judges every document of a YAML stream, in its order. */
export function judge(yaml: string): Promise<readonly CrdVerdict[]> {
  server ??= start();
  return server.ask(yaml);
}

/** All complaints about a YAML stream, each after the kind and name of its object; empty for what a server takes. */
export async function complaints(yaml: string): Promise<readonly string[]> {
  return (await judge(yaml)).flatMap(({ kind, name, errors }) => errors.map((error) => `${kind} ${name}: ${error}`));
}

interface Server {
  readonly ask: (yaml: string) => Promise<readonly CrdVerdict[]>;
}

let server: Server | undefined;

/** Starts the judge; it answers in the order of the questions and ends when this process does. */
function start(): Server {
  if (program.file === undefined) throw new Error(program.missing);
  const child = spawn(program.file, ["-crds", join(sources, "crds"), "-serve"], { stdio: ["pipe", "pipe", "pipe"] });
  const waiting: { readonly done: (verdicts: readonly CrdVerdict[]) => void; readonly fail: (error: Error) => void }[] = [];
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  child.on("close", (code) => {
    for (const { fail } of waiting.splice(0)) fail(new Error(`argo-crd ended with exit code ${code}: ${said}`));
    server = undefined;
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    waiting.shift()?.done(JSON.parse(line).verdicts);
    if (waiting.length === 0) keepAlive(child, false);
  });
  return {
    ask: (yaml) =>
      new Promise((done, fail) => {
        keepAlive(child, true);
        waiting.push({ done, fail });
        child.stdin.write(`${JSON.stringify({ id: 0, yaml })}\n`);
      }),
  };
}

/** An idle judge does not keep the tests' process from ending. */
function keepAlive(child: ChildProcessWithoutNullStreams, busy: boolean): void {
  const verb = busy ? "ref" : "unref";
  child[verb]();
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as unknown as { ref(): void; unref(): void })[verb]();
}

/** Builds the judge once for these sources, whoever comes first; gives its file. */
async function build(): Promise<string> {
  const folder = join(cacheFolder(), "pipewright-test", `argo-crd-${hashOfSources()}`);
  const file = join(folder, process.platform === "win32" ? "argo-crd.exe" : "argo-crd");
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  return withLock(
    async () => {
      if (existsSync(file)) return file;
      process.stderr.write("building test/argo-crd once: some minutes\n");
      const made = `${file}.${process.pid}`;
      await promisify(execFile)("go", ["build", "-trimpath", "-o", made, "."], { cwd: sources }).catch((error) => {
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

function hashOfSources(): string {
  const hash = createHash("sha256").update(process.platform).update(process.arch);
  for (const name of readdirSync(sources).sort()) {
    if (/^go\.(mod|sum)$|\.go$/.test(name)) hash.update(readFileSync(join(sources, name)));
  }
  return hash.digest("hex").slice(0, 16);
}

function cacheFolder(): string {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === "win32" && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
  return join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}
