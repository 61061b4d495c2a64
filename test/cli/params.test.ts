import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pipewright } from "../helpers/cli.ts";

const pipeline = "test/cli/pipelines/params.ts";

/** What the one step of the pipeline printed: the parameters that it got. */
async function told(...args: readonly string[]): Promise<unknown> {
  const { stdout, stderr, code } = await pipewright(["run", pipeline, "--json", ...args]);
  expect(code, stderr).toBe(0);
  const events = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { type: string; line?: string });
  return JSON.parse(events.find(({ type }) => type === "node-log")!.line!);
}

async function refused(...args: readonly string[]): Promise<string> {
  const { stdout, stderr, code } = await pipewright(["run", pipeline, ...args]);
  expect(code).toBe(1);
  expect(stdout).toBe("");
  return stderr.replaceAll("\n", " ");
}

describe.concurrent("parameters of a run", () => {
  it("arrive with their types, and defaults where nothing is said", async () => {
    expect(await told("-p", "source=a.csv", "-p", "epochs=3", "-p", "layers=[1,2,3]")).toEqual({
      source: "a.csv",
      epochs: 3,
      rate: 0.5,
      mode: "fast",
      layers: [1, 2, 3],
    });
  });

  it("arrive byte for byte, whatever their text could mean to Argo, Kubernetes or a shell", async () => {
    const hostile = `it's "q" {{workflow.name}} {{=1+1}} $(HOME) $$ \\n \\u0041 %s é 🐢 <&>\n\ttab '`;
    expect(await told("-p", `source=${hostile}`, "-p", `note=${hostile}`)).toMatchObject({ source: hostile, note: hostile });
  });

  it("come from a YAML file too, and -p wins", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "pipewright-")), "params.yaml");
    writeFileSync(file, "source: from-file\r\nrate: 0.25\r\nlayers:\r\n  - 7\r\nmode: slow\r\n");
    expect(await told("--params", file, "-p", "mode=fast")).toEqual({
      source: "from-file",
      epochs: 5,
      rate: 0.25,
      mode: "fast",
      layers: [7],
    });
  });

  it("are refused when one is unknown, with the one that was meant", async () => {
    expect(await refused("-p", "source=a", "-p", "epoch=3")).toContain(
      'The pipeline has no parameter "epoch". Did you mean "epochs"?',
    );
  });

  it("are refused when one is missing", async () => {
    expect(await refused()).toContain('Parameter "source" has no default.   help: Say it: -p source=…');
  });

  it("are refused when one has the wrong type, and all at once", async () => {
    const text = await refused("-p", "source=a", "-p", "epochs=many", "-p", "mode=medium", "-p", "layers=[1.5]");
    expect(text).toContain('Parameter "epochs": expected number, received string, got many.');
    expect(text).toContain('Parameter "mode": Invalid option: expected one of "fast"|"slow", got medium.');
    expect(text).toContain('Parameter "layers": at 0: expected int, received number, got [1.5].');
  });

  it("are a wrong use when they are no NAME=VALUE or their file is no map", async () => {
    const wrong = await pipewright(["run", pipeline, "-p", "source"]);
    expect(wrong).toMatchObject({ code: 2, stderr: 'pipewright: -p wants NAME=VALUE, got "source".\n' });
    const file = join(mkdtempSync(join(tmpdir(), "pipewright-")), "params.yaml");
    writeFileSync(file, "- a\n");
    expect(await pipewright(["run", pipeline, "--params", file])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("should be a map"),
    });
    expect(await pipewright(["run", pipeline, "--params", "none.yaml"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no parameter file "none.yaml"'),
    });
  });
});
