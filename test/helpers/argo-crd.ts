import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describeWithProgram, goProgram } from "./go-program.ts";

/** What an API server with Argo's full CRDs would say to one document. */
export interface CrdVerdict {
  /** The document's place in the stream, from 0. */
  readonly index: number;
  readonly kind: string;
  readonly name: string;
  readonly ok: boolean;
  /** The server's own words; empty when `ok`. */
  readonly errors: readonly string[];
  /** Those of the errors that stand at a field; `type` is Kubernetes' class of error, such as FieldValueRequired, or UnknownField. */
  readonly issues: readonly { readonly path: string; readonly type: string }[];
}

const sources = join(import.meta.dirname, "../argo-crd");
const program = await goProgram(sources);

/** Tests that judge manifests by Argo's CRDs. */
export const describeWithGo = (title: string, tests: () => void): void => describeWithProgram(program, title, tests);

/** Whether there is a judge to ask. Tests that need no other part of it ask only then; with `CI=true` they ask, and fail. */
export const isJudgeThere: boolean = program.missing === undefined || Boolean(process.env["CI"]);

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
