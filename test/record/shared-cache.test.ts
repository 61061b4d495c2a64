import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { smallProject } from "./helpers/small-project.ts";

interface Shown {
  readonly phase: string;
  readonly steps: readonly {
    readonly step: string;
    readonly cachedRun: string | null;
    readonly outputs: readonly { readonly digest: string }[];
  }[];
}

describe("two processes", () => {
  it("that run the same pipeline at the same time share cache and record", async () => {
    const project = smallProject();
    for (let round = 0; round < 2; round++) {
      const ids = await Promise.all(
        [1, 2, 3].map(() => project.run("-p", "rows=7", ...(round === 0 ? [] : ["--fresh", "load"]))),
      );
      for (const id of ids) {
        const run = JSON.parse((await project.call("show", id, "--json")).stdout) as Shown;
        expect(run.phase).toBe("Succeeded");
        expect(run.steps.map(({ step, outputs }) => [step, outputs.length])).toEqual([
          ["load", 1],
          ["train", 1],
        ]);
      }
    }
    const last = JSON.parse((await project.call("show", await project.run("-p", "rows=7"), "--json")).stdout) as Shown;
    expect(last.steps[0]?.cachedRun).toMatch(/^small-/);
    const memo = join(project.folder, ".pipewright", "cache", "memo");
    const kept = readdirSync(memo).flatMap((shelf) => readdirSync(join(memo, shelf)).filter((name) => name.endsWith(".json")));
    expect(kept).toHaveLength(1);
    const { runs } = JSON.parse((await project.call("runs", "--json")).stdout) as { runs: unknown[] };
    expect(runs).toHaveLength(7);
  }, 120_000);

  it("say why a step runs that might have been taken from the cache", async () => {
    const project = smallProject();
    await project.run();
    const { stdout } = await project.call("run", "pipeline.ts", "--no-cache");
    expect(stdout).toMatch(/ {2}load {2}started, not taken from the cache: --no-cache was given\n/);
    expect((await project.call("run", "pipeline.ts")).stdout).toMatch(/ {2}load {2}taken from the cache: small-\S+ did it\n/);
    expect((await project.call("why", "last~1", "load")).stdout).toMatch(
      /ran\. Nothing that it depends on changed since run \S+, and yet it\s+ran\.\n(.*\n)*Nothing was taken from the cache: --no-cache was given\.\n/,
    );
  }, 60_000);
});
