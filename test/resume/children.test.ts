import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { childrenOf, commandOf, isRunning, kill } from "./helpers/processes.ts";
import { makeProject, type Project, type Started, until } from "./helpers/project.ts";

interface Family {
  readonly project: Project;
  readonly run: Started;
  /** The step, its child, and the child that has left its group. */
  readonly pids: readonly number[];
}

async function family(...args: readonly string[]): Promise<Family> {
  const project = makeProject(["family.ts"]);
  const run = project.start(["run", "family.ts", "-p", `folder=${project.folder}`, ...args]);
  return { project, run, pids: (await pidsOf(project, 1))[0]! };
}

/** What each try of the step has told, when there are so many. */
const pidsOf = (project: Project, count: number): Promise<readonly (readonly number[])[]> =>
  until("the step begins", () => {
    const file = join(project.folder, "pids");
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
    return lines.length >= count && lines.map((line) => line.split(" ").map(Number));
  });

const haveEnded = (pids: readonly number[]) => until(`${pids.join(", ")} end`, () => !pids.some(isRunning));

const processesBelow = (pid: number): readonly number[] => childrenOf(pid).flatMap((child) => [child, ...processesBelow(child)]);

/** Debian's bubblewrap, without which paths of others can't be kept apart. */
const sandbox = { missing: spawnSync("bwrap", ["--version"]).error !== undefined && process.env["CI"] === undefined };

const watchdogsOf = ({ child }: Started) =>
  childrenOf(child.pid!).filter((pid) => commandOf(pid).includes("pipewright-watchdog"));

const letGo = ({ folder }: Project): void => writeFileSync(join(folder, "go"), "");

describe.skipIf(process.platform !== "linux").concurrent("the processes of a step", { timeout: 240_000 }, () => {
  it("end with a runner that is killed, also those that have left their group", async () => {
    const { project, run, pids } = await family();
    expect(pids.every(isRunning)).toBe(true);
    kill(run.child.pid);
    await haveEnded(pids);
    letGo(project);
    const resumed = await project.call(["run", "--resume", "last"]);
    expect(resumed.code, resumed.stdout + resumed.stderr).toBe(0);
    expect(await pidsOf(project, 2)).toHaveLength(2);
  });

  it("that outlived runner and watchdog are ended before the step begins again", async () => {
    const { project, run, pids } = await family();
    for (const pid of watchdogsOf(run)) kill(pid);
    kill(run.child.pid);
    await run.ended;
    expect(isRunning(pids[2]!)).toBe(true); // the others hear that the runner is gone, where they were kept ahead for it
    const next = project.start(["run", "--resume", "last"]);
    const [, second] = await pidsOf(project, 2);
    expect(pids.filter(isRunning)).toEqual([]);
    expect(existsSync(join(project.folder, "done"))).toBe(false);
    letGo(project);
    expect(await next.ended, next.printed()).toBe(0);
    await haveEnded(second!);
  });

  it("end well when a person presses Ctrl-C once, and the run goes on another time", async () => {
    const { project, run, pids } = await family();
    run.child.kill("SIGINT");
    expect(await run.ended).toBe(130);
    expect(run.printed()).toMatch(/Go on: npx pipewright run --resume family-/);
    await haveEnded(pids);
    letGo(project);
    const resumed = await project.call(["run", "--resume", "last"]);
    expect(resumed.code, resumed.stdout + resumed.stderr).toBe(0);
    expect(resumed.stdout).toContain("goes on: 0 steps have ended");
  });

  it("end at once when a person presses Ctrl-C twice, even if they won't", async () => {
    const { project, run, pids } = await family("-p", "ignoresTerm=true");
    run.child.kill("SIGINT");
    await until("it stops", () => /stopping/.test(run.printed()));
    await until("the step has heard", () => /not I/.test(run.printed()));
    expect(isRunning(pids[0]!)).toBe(true);
    run.child.kill("SIGINT");
    expect(await run.ended).toBe(130);
    await haveEnded(pids);
    letGo(project);
    expect((await project.call(["run", "--resume", "last"])).code).toBe(0);
  });

  it.skipIf(sandbox.missing)("of others end with a runner that is killed: in sandboxes", async () => {
    const script = "sleep 987 & setsid sleep 987 & sleep 987";
    const container = `{image: any, command: [sh, -c, "${script}"]}`;
    const manifest = `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec: {entrypoint: a, templates: [{name: a, container: ${container}}]}\n`;
    const project = makeProject([["sleeps.yaml", manifest]]);
    const run = project.start(["run", "sleeps.yaml", "--executor", "host"]);
    const pids = await until("all of it runs", () => {
      const found = processesBelow(run.child.pid!).filter((pid) => commandOf(pid) === "sleep 987 ");
      return found.length === 3 && found;
    });
    kill(run.child.pid);
    await haveEnded(pids);
  });

  it("that are ended by a machine which shuts down have not failed: SIGTERM to all at once", async () => {
    const { project, run, pids } = await family();
    for (const pid of [...pids, run.child.pid!]) process.kill(pid, "SIGTERM");
    expect(await run.ended).toBe(130);
    letGo(project);
    const resumed = await project.call(["run", "--resume", "last"]);
    expect(resumed.code, resumed.stdout + resumed.stderr).toBe(0);
  });

  it("that are killed alone make the step fail, as on a cluster, and not the runner", async () => {
    const { run, pids } = await family();
    kill(pids[0]);
    expect(await run.ended).toBe(1);
    expect(run.printed()).toContain("killed (SIGKILL)");
    await haveEnded(pids);
  });
});
