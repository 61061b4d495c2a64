import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { kill } from "./helpers/processes.ts";
import { makeProject, type Project, until } from "./helpers/project.ts";

/** A run of which the first step has ended and the second was killed with its runner. */
async function killedRun(): Promise<Project> {
  const project = makeProject(["family.ts"]);
  const run = project.start(["run", "family.ts", "-p", `folder=${project.folder}`]);
  await until("the step begins", () => /family {2}started/.test(run.printed()));
  kill(run.child.pid);
  await run.ended;
  writeFileSync(join(project.folder, "go"), "");
  return project;
}

describe.concurrent("pipewright run --resume", { timeout: 240_000 }, () => {
  it("takes a run by its id, the beginning of it, its folder, or last, and says when it has ended", async () => {
    const project = await killedRun();
    const [id] = project.runs();
    const resumed = await project.call(["run", "--resume", "fam"]);
    expect(resumed.code, resumed.stdout + resumed.stderr).toBe(0);
    expect(resumed.stdout).toMatch(/goes on: 0 steps have ended and are not run again\n.*family {2}started\n/);
    const shown = await project.call(["show", "last"]);
    expect(shown.stdout).toMatch(/^ {2}interrupted, went on at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/m);
    for (const named of ["last", id!, join(".pipewright", "runs", id!)]) {
      const { code, stderr } = await project.call(["run", "--resume", named]);
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining(`error run-has-ended\n  Run ${id} has ended: Succeeded.\n  help: There is nothing left to do.`),
      ]);
    }
    const unknown = await project.call(["run", "--resume", "famile"]);
    expect(unknown.stderr).toContain('error run-not-found\n  There is no run "famile".');
  });

  it("says of which steps the code is gone, and goes on when it is there again", async () => {
    const project = await killedRun();
    const bundles = join(project.folder, ".pipewright", "bundles");
    renameSync(bundles, `${bundles}-away`);
    const { code, stderr } = await project.call(["run", "--resume", "last"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/template "family": the code of its image ".*\/family:c-[0-9a-f]+" is not in this project/);
    rmSync(bundles, { recursive: true, force: true });
    renameSync(`${bundles}-away`, bundles);
    const resumed = await project.call(["run", "--resume", "last"]);
    expect(resumed.code, resumed.stdout + resumed.stderr).toBe(0);
  });

  it("goes on as it began when the pipeline has changed since", async () => {
    const project = await killedRun();
    writeFileSync(join(project.folder, "family.ts"), "this is no program any more");
    const resumed = await project.call(["run", "--resume", "last"]);
    expect(resumed.code, resumed.stdout + resumed.stderr).toBe(0);
  });

  it("begins a run that was killed before it had done anything, and refuses a folder that is none of a run", async () => {
    const project = await killedRun();
    const folder = project.runFolder(project.runs()[0]!);
    for (const name of ["journal.jsonl", "events.jsonl", "steps"]) rmSync(join(folder, name), { recursive: true });
    const resumed = await project.call(["run", "--resume", "last"]);
    expect(resumed.code, resumed.stdout + resumed.stderr).toBe(0);
    mkdirSync(join(project.folder, "other"));
    expect((await project.call(["run", "--resume", "./other"])).stderr).toContain('There is no run "./other".');
  });

  it("tells who works on the run already", async () => {
    const project = makeProject(["family.ts"]);
    const run = project.start(["run", "family.ts", "-p", `folder=${project.folder}`]);
    await until("the step begins", () => /family {2}started/.test(run.printed()));
    const { code, stderr } = await project.call(["run", "--resume", "last"]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(`error run-is-held\n  Process ${run.child.pid} works on this run, since 20`),
    ]);
    writeFileSync(join(project.folder, "go"), "");
    expect(await run.ended).toBe(0);
  });
});
