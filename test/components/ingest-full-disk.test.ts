import { execFile } from "node:child_process";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { sourceFile } from "./helpers/ingest-text.ts";

/** Runs ingest in a process that may not write files beyond a size, which is how a full disk looks to it. */
const program = `
const { run } = await import(process.env.INGEST_RUN);
const { failureOf } = await import(process.env.FAILURE);
const context = {
  params: { source: process.env.SOURCE, format: "auto", splits: { train: 1, eval: 1 }, splitBy: undefined, derive: {} },
  inputs: {}, outputs: { examples: { path: process.env.FOLDER } }, log: { info() {}, warn() {} },
  seed: 1, signal: new AbortController().signal, progress() {},
};
try { await run(context); console.log("written"); } catch (error) { console.log(JSON.stringify(failureOf(error))); }
`;

async function ingestWithin(
  blocks: string,
  source: string,
): Promise<{ readonly said: string; readonly left: readonly string[]; readonly temporary: readonly string[] }> {
  const [folder, temporary] = [
    await mkdtemp(join(tmpdir(), "pipewright-full-")),
    await mkdtemp(join(tmpdir(), "pipewright-small-")),
  ];
  const { stdout } = await promisify(execFile)(
    "/bin/sh",
    ["-c", `trap "" XFSZ; ulimit -f ${blocks}; exec "$NODE" --input-type=module -e "$PROGRAM"`],
    {
      env: {
        ...process.env,
        NODE: process.execPath,
        PROGRAM: program,
        INGEST_RUN: new URL("../../components/ingest/run.ts", import.meta.url).href,
        FAILURE: new URL("../../containers/entrypoint/failure.ts", import.meta.url).href,
        SOURCE: source,
        FOLDER: folder,
        TMPDIR: temporary,
      },
    },
  );
  return { said: stdout.trim(), left: await readdir(folder), temporary: await readdir(temporary) };
}

test.skipIf(process.platform === "win32")(
  "a full disk is the infrastructure's fault, and nothing half-written stays",
  async () => {
    // numbers without a pattern, which no compression makes small
    const lines = Array.from({ length: 60_000 }, (_, index) => `${Math.sin(index)},${Math.cos(index * index)}`);
    const source = await sourceFile(`a,b\n${lines.join("\n")}\n`);
    const full = await ingestWithin("512", source);
    expect(JSON.parse(full.said)).toMatchObject({ fault: "infrastructure", message: expect.stringMatching(/^(ENOSPC|EFBIG)/) });
    expect(full).toMatchObject({ left: [], temporary: [] });
    const enough = await ingestWithin("unlimited", source);
    expect(enough).toMatchObject({ said: "written", temporary: [] });
    expect(enough.left.toSorted()).toEqual(["eval.parquet", "examples.json", "train.parquet"]);
  },
);
