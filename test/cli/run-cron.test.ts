import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, it } from "vitest";
import type { CronEvent } from "../../runner/cron/cron-event.ts";
import type { CronStatus } from "../../runner/cron/cron-status.ts";
import type { RunEvent } from "../../runner/event.ts";
import { pipewright, root } from "../helpers/cli.ts";

const top = mkdtempSync(join(tmpdir(), "pipewright-cron-"));
const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** A project with a schedule; its runs wait for some seconds. */
function project(name: string, spec: string, seconds = "0", workflow = ""): string {
  const folder = join(top, name);
  mkdirSync(folder);
  writeFileSync(
    join(folder, "cron.yaml"),
    `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: tick}
spec:
  ${spec.trim().replaceAll("\n", "\n  ")}
  workflowSpec:
    entrypoint: main
    templates: [{name: main, suspend: {duration: "${seconds}"}}]
    ${workflow}
`,
  );
  return folder;
}

/** Somebody who looks after a schedule. */
class Keeper {
  readonly events: CronEvent[] = [];
  readonly ended: Promise<number | null>;
  stderr = "";
  readonly #child: ChildProcess;
  readonly #waiting = new Set<() => void>();

  constructor(folder: string, { file = "cron.yaml" } = {}) {
    this.#child = spawn(process.execPath, [join(root, "cli", "bin.mjs"), "run", "--cron", file, "--json"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "" },
    });
    children.add(this.#child);
    let rest = "";
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      this.events.push(...lines.map((line) => JSON.parse(line) as CronEvent));
      for (const look of this.#waiting) look();
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    this.ended = new Promise((resolve) => this.#child.once("close", resolve));
  }

  /** Waits for so many events of a type. */
  until<T extends CronEvent["type"]>(type: T, count = 1): Promise<readonly Extract<CronEvent, { readonly type: T }>[]> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.events.filter((event) => event.type === type);
        if (found.length < count) return;
        this.#waiting.delete(look);
        resolve(found as Extract<CronEvent, { readonly type: T }>[]);
      };
      this.#waiting.add(look);
      void this.ended.then(() => reject(new Error(`ended before ${type}: ${this.stderr}`)));
      look();
    });
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}

const statusOf = (folder: string): CronStatus =>
  JSON.parse(readFileSync(join(folder, ".pipewright", "cron", "tick", "status.json"), "utf8")) as CronStatus;
const runsOf = (folder: string): readonly string[] => readdirSync(join(folder, ".pipewright", "runs")).toSorted();

it("starts at each time, keeps a short history and counts on after a break", { timeout: 180_000 }, async () => {
  const folder = project("often", 'schedules: ["@every 1s"]\nsuccessfulJobsHistoryLimit: 2');
  const first = new Keeper(folder);
  const [one] = await first.until("cron-run-ended", 1);
  await pipewright(["keep", one!.run.runId], { cwd: folder });
  await first.until("cron-removed", 2);
  first.kill("SIGINT");
  expect(await first.ended).toBe(0);
  expect(first.events.at(-1)).toMatchObject({ type: "cron-ended", why: "interrupted" });
  const names = first.events.flatMap((event) => (event.type === "cron-started" ? [event.run.workflow] : []));
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^tick-\d{10}$/);
  const { succeeded } = statusOf(folder);
  expect(runsOf(folder)).toContain(one!.run.runId);
  expect(runsOf(folder)).toHaveLength(3);

  const second = new Keeper(folder);
  await second.until("cron-run-ended", 2);
  second.kill("SIGTERM");
  expect(await second.ended).toBe(0);
  expect(statusOf(folder).succeeded).toBeGreaterThanOrEqual(succeeded + 2);
  expect(statusOf(folder)).toMatchObject({ failed: 0, active: [] });
});

it("ends by itself when its stop strategy says so, and does not begin again", { timeout: 120_000 }, async () => {
  const folder = project("stops", 'schedules: ["@every 1s"]\nstopStrategy: {expression: "cronworkflow.succeeded >= 2"}');
  const { code, stdout } = await pipewright(["run", "--cron", "cron.yaml"], { cwd: folder });
  expect(code).toBe(0);
  expect(stdout).toMatch(/its stop strategy has ended it: [23] succeeded, 0 failed/);
  const again = await pipewright(["run", "--cron", "cron.yaml"], { cwd: folder });
  expect(again.code).toBe(0);
  expect(again.stdout).not.toContain("started");
});

it("goes on with what ran when it was killed, and starts no second one", { timeout: 180_000 }, async () => {
  const folder = project("killed", 'schedules: ["@every 1s"]\nconcurrencyPolicy: Forbid', "6");
  const first = new Keeper(folder);
  const [started] = await first.until("cron-started");
  const journal = join(folder, ".pipewright", "runs", started!.run.runId, "journal.jsonl");
  await expect.poll(() => existsSync(journal), { timeout: 60_000 }).toBe(true); // it has begun
  first.kill("SIGKILL");
  await first.ended;
  expect(statusOf(folder).active).toEqual([started!.run]);
  const second = new Keeper(folder);
  const [began] = await second.until("cron-began");
  expect(began!.goesOn).toEqual([started!.run]);
  const [ended] = await second.until("cron-run-ended");
  expect(ended).toMatchObject({ run: started!.run, phase: "Succeeded" });
  const skipped = await second.until("cron-skipped");
  expect(skipped[0]!.why).toBe(`concurrencyPolicy is Forbid, and ${started!.run.workflow} still runs`);
  const before = second.events.slice(0, second.events.indexOf(ended!));
  expect(before.filter(({ type }) => type === "cron-started")).toEqual([]);
  second.kill("SIGINT");
  await second.ended;
});

it("interrupted runs go on the next time, and have not failed", { timeout: 180_000 }, async () => {
  const folder = project("interrupted", 'schedules: ["@every 1s"]\nconcurrencyPolicy: Forbid', "5");
  const first = new Keeper(folder);
  const [started] = await first.until("cron-started");
  first.kill("SIGINT");
  expect(await first.ended).toBe(130);
  expect(statusOf(folder)).toMatchObject({ failed: 0, active: [started!.run] });
  const second = new Keeper(folder);
  expect((await second.until("cron-run-ended"))[0]).toMatchObject({ run: started!.run, phase: "Succeeded" });
  second.kill("SIGINT");
  await second.ended;
});

it("its runs wait for a mutex that one of them holds", { timeout: 180_000 }, async () => {
  const folder = project("mutex", 'schedules: ["@every 1s"]', "2", "synchronization: {mutexes: [{name: alone}]}");
  const keeper = new Keeper(folder);
  const spans = (await keeper.until("cron-run-ended", 2)).map(({ run }) => {
    const text = readFileSync(join(folder, ".pipewright", "runs", run.runId, "events.jsonl"), "utf8");
    const events = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as RunEvent);
    const timeOf = (type: RunEvent["type"]) => events.find((event) => event.type === type)!.time;
    return { began: timeOf("node-started"), ended: timeOf("node-finished") };
  });
  expect(spans[1]!.began).toBeGreaterThanOrEqual(spans[0]!.ended);
  keeper.kill("SIGINT");
  await keeper.ended;
});

it("replaces the run before", { timeout: 120_000 }, async () => {
  const folder = project("replaces", 'schedules: ["@every 2s"]\nconcurrencyPolicy: Replace\nfailedJobsHistoryLimit: 5', "600");
  const keeper = new Keeper(folder);
  const [ended] = await keeper.until("cron-run-ended");
  expect(ended).toMatchObject({ phase: "Failed", goesOn: false });
  expect(ended!.message).toContain("Terminate");
  keeper.kill("SIGINT");
  expect(await keeper.ended).toBe(130);
});

it("says by lines what happens, by the clocks of its zone", { timeout: 120_000 }, async () => {
  const spec = 'schedules: ["@every 1s"]\ntimezone: Asia/Tokyo\nstopStrategy: {expression: "cronworkflow.succeeded >= 1"}';
  const { stdout, code } = await pipewright(["run", "--cron", "cron.yaml"], { cwd: project("lines", spec) });
  expect(code).toBe(0);
  const [title, waiting, started] = stdout.split("\n");
  expect(title).toBe("tick  @every 1s  Asia/Tokyo");
  expect(waiting).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}waiting; Ctrl-C ends it {2}next \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  expect(started).toMatch(/ {2}tick-\d+ started {2}next /);
  const tokyo = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 13).replace("T", " ");
  const before = new Date(Date.now() + 8.9 * 3_600_000).toISOString().slice(0, 13).replace("T", " ");
  expect([tokyo, before]).toContain(waiting!.slice(0, 13));
});

it("a pipeline's runs beside one another share its processes, and none ends another's", { timeout: 180_000 }, async () => {
  const forget = () => rmSync(join(root, ".pipewright", "cron", "ticking"), { recursive: true, force: true });
  forget();
  const keeper = new Keeper(root, { file: "test/cli/pipelines/ticking.ts" });
  const ended = await keeper.until("cron-run-ended", 5);
  expect(ended.map(({ phase, message }) => `${phase}${message}`)).toEqual(Array(5).fill("Succeeded"));
  const overlap = keeper.events.slice(0, keeper.events.indexOf(ended[0]!)).filter(({ type }) => type === "cron-started");
  expect(overlap.length).toBeGreaterThan(1);
  keeper.kill("SIGINT");
  await keeper.ended;
  forget();
});

it("only one looks after a schedule", { timeout: 120_000 }, async () => {
  const folder = project("held", 'schedules: ["0 0 1 1 *"]');
  const first = new Keeper(folder);
  await first.until("cron-began");
  const second = await pipewright(["run", "--cron", "cron.yaml"], { cwd: folder });
  expect(second.code).toBe(1);
  expect(second.stderr).toMatch(/error schedule-is-held[\s\S]*Process \d+ looks after the schedule "tick", since /);
  first.kill("SIGINT");
  expect(await first.ended).toBe(0);
});

it.each([
  ["suspended", 'schedules: ["* * * * *"]\nsuspend: true', "schedule-suspended"],
  ["never", 'schedules: ["0 0 31 2 *"]', "schedule-without-time"],
  ["wrong", 'schedules: ["0 0 31 13 *"]', "workflow-refused"],
])("a schedule that would never start anything is refused: %s", { timeout: 60_000 }, async (name, spec, code) => {
  const folder = project(name, spec);
  const refused = await pipewright(["run", "--cron", "cron.yaml"], { cwd: folder });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(`error ${code}`);
  expect(existsSync(join(folder, ".pipewright", "cron"))).toBe(false);
});

it("what can't run here is said before the first time", { timeout: 60_000 }, async () => {
  const folder = project("foreign", 'schedules: ["0 0 1 1 *"]');
  const text = readFileSync(join(folder, "cron.yaml"), "utf8");
  writeFileSync(
    join(folder, "cron.yaml"),
    text.replace('suspend: {duration: "0"}', "container: {image: busybox, command: [ls]}"),
  );
  const refused = await pipewright(["run", "--cron", "cron.yaml"], { cwd: folder });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("error cannot-run-here");
});

it("a status that somebody has spoiled is told", { timeout: 60_000 }, async () => {
  const folder = project("spoiled", 'schedules: ["0 0 1 1 *"]');
  mkdirSync(join(folder, ".pipewright", "cron", "tick"), { recursive: true });
  writeFileSync(join(folder, ".pipewright", "cron", "tick", "status.json"), "{");
  const refused = await pipewright(["run", "--cron", "cron.yaml"], { cwd: folder });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("error schedule-status-unreadable");
});

it("--now and --cron exclude each other", async () => {
  const { code, stderr } = await pipewright(["run", "--cron", "--now", "cron.yaml"], { cwd: top });
  expect(code).toBe(2);
  expect(stderr).toContain("--now and --cron exclude each other");
});
