import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { allMessages } from "../../compiler/diagnostics/message-of.ts";
import { pipewright } from "../helpers/cli.ts";
import { expectFile } from "../helpers/expected.ts";
import type { Judgement } from "../helpers/judge-pipelines.ts";
import { withoutFixture } from "./codes-without-fixture.ts";

const folder = join(import.meta.dirname, "errors");
const lintFolder = join(import.meta.dirname, "lint");
const cases = foldersIn(folder);
const codeOf = (name: string): string => (name in allMessages ? name : name.replace(/-\d+$/, ""));
const files = cases.flatMap((name) => [join(folder, name, "pipeline.ts"), join(folder, name, "right.ts")]).filter(existsSync);
const lookAlikes = cases.filter((name) => existsSync(join(folder, name, "right.ts")));
const judged = new Map<string, Judgement>();

beforeAll(async () => {
  const half = Math.ceil(files.length / 2);
  const parts = [files.slice(0, half), files.slice(half)];
  const results = await Promise.all(parts.map(judge));
  for (const [part, judgements] of results.entries()) {
    for (const [index, judgement] of judgements.entries()) judged.set(parts[part]![index]!, judgement);
  }
}, 120_000);

/** Every wrong program is refused at the author's own line: what is printed is beside each. */
describe("a wrong pipeline", () => {
  it.each(cases)("%s", (name) => {
    const { errors, warnings, printed } = judged.get(join(folder, name, "pipeline.ts"))!;
    expectFile(join(folder, name, "_expected", "stderr.txt"), printed);
    expect([...errors, ...warnings]).toContain(codeOf(name));
  });
});

describe("a look-alike that is right", () => {
  it.each(lookAlikes)("has no %s, and no error", (name) => {
    const { errors, warnings, printed } = judged.get(join(folder, name, "right.ts"))!;
    expect(errors, printed).toEqual([]);
    expect(warnings).not.toContain(codeOf(name));
  });
});

describe("a code", () => {
  const shown = new Set([
    ...cases.map(codeOf),
    ...(existsSync(lintFolder) ? foldersIn(lintFolder) : []),
    ...Object.keys(withoutFixture),
  ]);

  it("has a program that shows it, or a reason for having none", () => {
    expect(Object.keys(allMessages).filter((code) => !shown.has(code))).toEqual([]);
  });

  it("has a section for every program and every reason", () => {
    expect([...cases.map(codeOf), ...Object.keys(withoutFixture)].filter((code) => !(code in allMessages))).toEqual([]);
    expect(Object.keys(withoutFixture).filter((code) => cases.includes(code))).toEqual([]);
  });
});

describe("the command", () => {
  it.concurrent.each(["output-may-be-absent", "pipeline-throws", "file-not-found", "syntax-error"])(
    "prints the same for %s, makes no manifest and ends with 1",
    async (name) => {
      const { code, stdout, stderr } = await pipewright(["compile", "pipeline.ts", "--stdout"], { cwd: join(folder, name) });
      expect({ code, stdout, stderr }).toEqual({
        code: 1,
        stdout: "",
        stderr: judged.get(join(folder, name, "pipeline.ts"))!.printed,
      });
    },
  );
});

function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Loads and checks files in one process of their own. */
function judge(paths: readonly string[]): Promise<readonly Judgement[]> {
  return new Promise((resolve, reject) => {
    const program = join(import.meta.dirname, "../helpers/judge-pipelines.ts");
    const child = spawn(process.execPath, ["--conditions=pipewright-source", program], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    const said = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => (said.stdout += chunk));
    child.stderr.on("data", (chunk) => (said.stderr += chunk));
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(JSON.parse(said.stdout)) : reject(new Error(`the judge ended with ${code}: ${said.stderr}`)),
    );
    child.stdin.end(JSON.stringify(paths));
  });
}
