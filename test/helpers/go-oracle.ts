import { spawn } from "node:child_process";
import { join } from "node:path";
import { describeWithProgram, goProgram } from "./go-program.ts";

/** One question to the libraries that Argo uses. */
export interface Question {
  readonly kind:
    | "expression"
    | "when"
    | "depends"
    | "quote"
    | "tags"
    | "selector"
    | "duration"
    | "schedule"
    | "times"
    | "zone"
    | "quantity"
    | "document"
    | "condition"
    | "jsonpath"
    | "jq";
  readonly source: string;
  /** The scope of an expression; of a schedule's times `zone`, `from` and `count`; of what looks into an object `object`. */
  readonly values?: Readonly<Record<string, string | null>>;
  /** The tasks of a depends. */
  readonly results?: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
}

export interface Answer {
  /** With Go's types, as `showValue` prints it. */
  readonly value?: string;
  /** As json.Marshal writes it; missing when it can't. */
  readonly json?: string;
  /** As `%v` prints it. */
  readonly text?: string;
  readonly error?: string;
}

const oracle = await goProgram(join(import.meta.dirname, "../go-oracle"));

/** Tests that compare with Go's libraries. */
export const describeWithOracle = (title: string, tests: () => void): void => describeWithProgram(oracle, title, tests);

/** The answers of Go's libraries, one for each question. */
export async function askOracle(questions: readonly Question[]): Promise<readonly Answer[]> {
  if (oracle.file === undefined) throw new Error(oracle.missing);
  const child = spawn(oracle.file, [], { stdio: ["pipe", "pipe", "inherit"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("close", resolve);
    child.on("error", reject);
  });
  child.stdin.end(`${questions.map((question) => JSON.stringify(question)).join("\n")}\n`);
  const code = await ended;
  if (code !== 0) throw new Error(`go-oracle ended with ${code}`);
  const lines = Buffer.concat(chunks).toString("utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Answer);
}
