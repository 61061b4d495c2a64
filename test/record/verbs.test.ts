import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type SmallProject, smallProject } from "./helpers/small-project.ts";

let project: SmallProject;
const ids: string[] = [];

beforeAll(async () => {
  project = smallProject();
  for (const rate of ["0.5", "0.1", "2"]) ids.push(await project.run("-p", `rate=${rate}`));
}, 120_000);

/** Output without what is another each time. */
function plain(text: string): string {
  return ids
    .reduce((sum, id, at) => sum.replaceAll(id, `RUN${at}`), text)
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, "TIME")
    .replace(/\d+\.\ds/g, "SPAN")
    .replace(/c-[0-9a-f]{16}/g, "CODE")
    .replace(/ +$/gm, "");
}

const said = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await project.call(...args);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return plain(stdout);
};

const table = "sha256:4731f7f60d87";

describe("pipewright runs", () => {
  it("lists them, the latest first, and those that are asked for", async () => {
    const words = (await said("runs")).split("\n").map((line) => line.split(/ {2,}/).slice(0, 4));
    expect(words).toEqual([
      ["run", "pipeline", "phase", "began"],
      ["RUN2", "small", "failed", "TIME"],
      ["RUN1", "small", "succeeded", "TIME"],
      ["RUN0", "small", "succeeded", "TIME"],
      [""],
    ]);
    const listed = async (...args: readonly string[]) =>
      (JSON.parse(await said("runs", "--json", ...args)) as { runs: { id: string; phase: string }[] }).runs.map(({ id }) => id);
    expect(await listed("--phase", "Succeeded")).toEqual(["RUN1", "RUN0"]);
    expect(await listed("-n", "1")).toEqual(["RUN2"]);
    expect(await listed("--pipeline", "other")).toEqual([]);
    expect(await listed("--rebuild")).toEqual(["RUN2", "RUN1", "RUN0"]);
  });
});

describe("pipewright show", () => {
  it("tells all that matters of a run", async () => {
    expect(await said("show", "last~1")).toBe(`RUN1  succeeded
  of small, began TIME, took SPAN
  .pipewright/runs/RUN1

Parameters
  rate  0.1
  rows  3
  wait  0

Steps
  load   succeeded        from the cache: RUN0
  train  succeeded  SPAN

Metrics
  train  loss  0.05

Artifacts
  load/table   File  6 B   ${table}
  train/model  File  18 B  sha256:d6ecb1403323
`);
  });

  it("ends with the last lines of the step that failed", async () => {
    const text = await said("show");
    expect(text).toContain("  train  failed     SPAN  main: Error (exit code 1)");
    expect(text).toMatch(/\nLast lines of train\n {2}training on 6 bytes\n(?: {2}.*\n)*.*the rate is too high\n/);
  });

  it("has a shape for programs", async () => {
    const run = JSON.parse(await said("show", ids[1]!, "--json")) as Record<string, unknown>;
    expect(Object.keys(run)).toEqual([
      ..."id pipeline workflow phase message interrupted startedAt finishedAt parameters environment wentOnAt steps folder".split(
        " ",
      ),
    ]);
    const [load] = run["steps"] as Record<string, unknown>[];
    expect(Object.keys(load!)).toEqual(
      "step node template type phase message startedAt finishedAt code image cachedRun cachedStep cacheKey notCached attempts parameters results environment inputs outputs metrics".split(
        " ",
      ),
    );
    expect(load).toMatchObject({ step: "load", cachedRun: "RUN0", cachedStep: "load", code: "CODE", attempts: [] });
  });
});

describe("pipewright logs", () => {
  it("prints what all steps printed, or one of them", async () => {
    expect(await said("logs", "last~1")).toBe("train | training on 6 bytes\ntrain | trained\n");
    expect(await said("logs", "last~1", "train")).toBe("training on 6 bytes\ntrained\n");
    expect(JSON.parse(await said("logs", "last~1", "train", "--json"))).toEqual({
      lines: [
        { step: "train", line: "training on 6 bytes" },
        { step: "train", line: "trained" },
      ],
    });
  });

  it("follows a run, and a step, until it has ended", async () => {
    const other = smallProject();
    const running = other.run("-p", "wait=4000");
    for (;;) {
      const { stdout } = await other.call("logs", "last");
      if (stdout.includes("training")) break;
      await new Promise((done) => setTimeout(done, 100));
    }
    const [run, step] = await Promise.all([other.call("logs", "last", "-f"), other.call("logs", "last", "train", "--follow")]);
    expect(run).toEqual({ code: 0, stdout: "train | training on 6 bytes\ntrain | trained\n", stderr: "" });
    expect(step).toEqual({ code: 0, stdout: "training on 6 bytes\ntrained\n", stderr: "" });
    await running;
  }, 60_000);
});

describe("pipewright diff", () => {
  it("shows what differs, and what follows from it", async () => {
    expect(await said("diff", "last~2", "last~1")).toBe(`- RUN0
+ RUN1

Parameters
  rate
    - 0.5
    + 0.1

train
  parameter rate
    - 0.5
    + 0.1
  metric loss 0.25 -> 0.05 (-0.2)
  output model sha256:4e07408562be -> sha256:d6ecb1403323
`);
    expect(await said("diff", "last", "last")).toContain("Nothing differs");
    expect(JSON.parse(await said("diff", ids[1]!, "--json"))).toMatchObject({
      before: "RUN1",
      after: "RUN2",
      parameters: [{ name: "rate", before: "0.1", after: "2" }],
      steps: [{ step: "train", phase: { before: "Succeeded", after: "Failed" }, isUnexplained: false }],
      added: [],
      removed: [],
    });
  });
});

describe("pipewright lineage", () => {
  it("goes back to data and code, and on to what used it", async () => {
    expect(await said("lineage", "last~1/train/model")).toBe(`RUN1/train/model  File  18 B  sha256:d6ecb1403323
└─ made by train
   ├─ code CODE
   ├─ parameter rate = 0.1
   ├─ parameter wait = 0
   └─ input table: table  ${table}
      └─ made by load of run RUN0, taken from the cache
         ├─ code CODE
         └─ parameter rows = 3

Nothing has used it.
`);
    expect(await said("lineage", `${ids[0]}/load`)).toBe(`RUN0/load/table  File  6 B  ${table}
└─ made by load
   ├─ code CODE
   └─ parameter rows = 3

Used by
RUN0/train (as table)
└─ model  sha256:4e07408562be
RUN1/train (as table)
└─ model  sha256:d6ecb1403323
RUN2/train (as table)  failed

The same content: RUN2/load/table, RUN1/load/table
`);
  });

  it("finds an artifact by its digest, and by a file with its content", async () => {
    const file = join(project.folder, "found.txt");
    writeFileSync(file, "0.6000000000000001");
    expect(await said("lineage", file)).toContain("RUN1/train/model");
    expect(await said("lineage", "d6ecb14")).toContain("RUN1/train/model");
    writeFileSync(file, "something else");
    const { code, stderr } = await project.call("lineage", "found.txt");
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('error artifact-not-found\n  No run has made what is in "found.txt" now (sha256:'),
    ]);
  });
});

describe("an artifact that is named shortly", () => {
  it("is the latest one with an output's name, or with a type, or with a content that begins like that", async () => {
    expect(await said("lineage", "model")).toMatch(/^RUN1\/train\/model /); // the last run made none
    expect(await said("lineage", "table")).toMatch(/^RUN2\/load\/table /);
    expect(await said("lineage", "File")).toMatch(/^RUN2\/load\/table /);
    expect(await said("lineage", "sha256:d6")).toMatch(/^RUN1\/train\/model /);
  });

  it("is one of those that are listed, when several may be meant", async () => {
    const { code, stderr } = await project.call("lineage", "sha256:4");
    expect([code, plain(stderr)]).toEqual([
      1,
      expect.stringContaining(
        `2 digests begin with sha256:4.\n  help: They are: ${table} (RUN2/load/table), sha256:4e07408562be (RUN0/train/model).`,
      ),
    ]);
    const other = smallProject();
    const id = await other.run();
    expect((await other.call("lineage", "File")).stderr).toContain(
      `"File" may be one of 2 artifacts of run ${id}.\n  help: They are: ${id}/load/table, ${id}/train/model.`,
    );
    expect((await other.call("lineage", "nothing")).stderr).toContain('"nothing" is no artifact, and no file.');
  }, 60_000);
});

describe("pipewright why", () => {
  it("says which part changed, with both values", async () => {
    expect(await said("why", "last~1", "train")).toBe(`"train" of run RUN1 ran. What changed since run RUN0:
  parameter rate
    - 0.5
    + 0.1
`);
    expect(await said("why", ids[0]!, "train")).toContain(
      '"train" of run RUN0 ran: no earlier run of this pipeline has this step.',
    );
    const hit = await said("why", "last", "load");
    expect(hit).toContain(`"load" of run RUN2 was taken from the cache: run RUN0 did the work, with the same key.
  = code  CODE
  = parameter rows  3
`);
  });
});

describe("what is named wrongly", () => {
  it.each([
    [["show", "smal"], "run-not-found", /There is no run "smal-x"|may be one of 3 runs/],
    [["show", "none"], "run-not-found", /There is no run "none"/],
    [
      ["why", "last", "trian"],
      "step-not-found",
      /Run RUN2 has no step "trian"\. Did you mean "train"\?\n {2}help: Its steps: load, train\./,
    ],
    [["lineage", "last~1/train/modle"], "artifact-not-found", /"train" has no artifact "modle"\. Did you mean "model"\?/],
    [["lineage", "last/train"], "artifact-not-found", /"train" of run RUN2 left no artifact: it failed\./],
    [["lineage", "abcdef123456"], "artifact-not-found", /There is no artifact whose digest begins with sha256:abcdef123456\./],
  ])("%j is a problem that says what there is", async (args, code, message) => {
    const { stderr, code: exit } = await project.call(...args);
    expect(exit).toBe(1);
    expect(stderr).toMatch(new RegExp(`error (${code}|run-ambiguous)\n`));
    expect(plain(stderr)).toMatch(message);
  });

  it.each([
    [["runs", "last"], 'pipewright runs takes options alone; "last" is one too many. pipewright show last shows one run.'],
    [
      ["runs", "--phase", "failed"],
      '--phase wants one of Pending, Running, Lost, Succeeded, Failed, Error, got "failed". Did you mean "Failed"?',
    ],
    [["diff"], "pipewright diff wants two runs, such as: pipewright diff last~1 last"],
    [["why", "last"], "pipewright why wants a run and a step of it, such as: pipewright why last train"],
    [["gc", "--older-than", "30"], '--older-than wants a time such as 30d, 12h or 90min, got "30".'],
    [["gc", "--size", "10 apples"], '--size wants a size such as 10GB or 500MiB, got "10 apples".'],
    [["run", "pipeline.ts", "--fresh", "lod"], '--fresh lod: there is no step of this name. Did you mean "load"?'],
  ])("%j is wrong use", async (args, message) => {
    expect(await project.call(...args)).toMatchObject({ code: 2, stderr: `pipewright: ${message}\n` });
  });

  it("a record that can't be opened says where it is", async () => {
    const other = smallProject();
    mkdirSync(join(other.folder, ".pipewright", "record.db"), { recursive: true });
    const { code, stderr } = await other.call("runs");
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^error record-not-readable\n {2}The record of runs can't be read: /),
    ]);
  });
});

describe("pipewright keep and gc", () => {
  it("keep a run from going, and free what the others took", async () => {
    const other = smallProject();
    expect(await other.call("keep")).toMatchObject({ stdout: "No run is kept.\n" });
    const first = await other.run("-p", "rows=1");
    const second = await other.run("-p", "rows=2");
    const third = await other.run("-p", "rows=2");
    expect((await other.call("keep", first)).stdout).toBe(`${first} is kept\n`);
    expect(readFileSync(join(other.folder, ".pipewright", "keep"), "utf8")).toBe(`${first}\n`);
    const dry = JSON.parse((await other.call("gc", "--keep", "1", "--dry-run", "--json")).stdout) as Record<string, unknown>;
    expect(dry).toMatchObject({ dryRun: true, removed: [] });
    expect(dry["spared"]).toEqual([
      { run: first, why: "it is kept" },
      { run: second, why: `${third} took a result from it` },
      { run: third, why: "it is one of the latest" },
    ]);
    await other.call("keep", "--undo", first);
    const { stdout } = await other.call("gc", "--keep", "1");
    expect(stdout).toMatch(new RegExp(`^run {2}.*${first}\n(stays .*\n){2}freed [\\d.]+ KiB; [\\d.]+ [KM]iB stay\\.\n$`));
    const left = JSON.parse((await other.call("runs", "--json")).stdout) as { runs: { id: string }[] };
    expect(left.runs.map(({ id }) => id)).toEqual([third, second]);
  }, 120_000);
});

describe("in a narrow terminal, and without a project's runs", () => {
  it("there is nothing to show", async () => {
    const other = smallProject();
    rmSync(join(other.folder, ".pipewright"), { recursive: true, force: true });
    expect(await other.call("runs")).toEqual({ code: 0, stdout: "No runs.\n", stderr: "" });
    expect((await other.call("show")).stderr).toContain("error run-not-found\n  There is no run in ");
  });
});
