import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { NodeFinished, NodeStarted, RunEvent } from "../../runner/event.ts";
import { makeProject, type Project, until } from "./helpers/project.ts";

const eventsOf = (project: Project, id: string): readonly RunEvent[] =>
  readFileSync(join(project.runFolder(id), "events.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunEvent);

const startOf = (events: readonly RunEvent[], node: RegExp): NodeStarted =>
  events.find((event): event is NodeStarted => event.type === "node-started" && node.test(event.node))!;
const endOf = (events: readonly RunEvent[], node: RegExp): NodeFinished =>
  events.find((event): event is NodeFinished => event.type === "node-finished" && node.test(event.node))!;

describe("one step of a run", { timeout: 300_000 }, () => {
  it("runs again on the inputs that it had, in a run of its own", async () => {
    const project = makeProject(["twenty-steps.ts"]);
    const told = join(project.folder, "told");
    expect((await project.call(["run", "twenty-steps.ts", "-p", `told=${told}`])).code).toBe(0);
    const [first] = project.runs();
    const whole = eventsOf(project, first!);
    const unchanged = readFileSync(join(project.runFolder(first!), "journal.jsonl"), "utf8");

    const only = async (step: string) => {
      const before = new Set(project.runs());
      const { code, stdout, stderr } = await project.call(["run", "--only", step, "--from", first!]);
      expect(code, stdout + stderr).toBe(0);
      const id = project.runs().find((one) => !before.has(one))!;
      return { id, stdout, events: eventsOf(project, id) };
    };
    const end = await only("end");
    expect(endOf(end.events, /.*/).outputs).toEqual(endOf(whole, /\.end$/).outputs);
    expect(end.stdout).toContain(`note: only "end" runs, on the inputs that it had in ${first}`);
    expect(end.stdout).toMatch(/^ +[0-9.]+s {2}end {2}started$/m);
    const info = JSON.parse(readFileSync(join(project.runFolder(end.id), "run.json"), "utf8"));
    expect(info.again).toEqual({ runId: first, node: startOf(whole, /\.end$/).node });

    const turn = await only("extend(2)"); // a turn of a loop
    expect(startOf(turn.events, /.*/).inputs).toEqual(startOf(whole, /\.extend\(2:/).inputs);
    expect(endOf(turn.events, /.*/).artifacts[0]?.digest).toBe(endOf(whole, /\.extend\(2:/).artifacts[0]?.digest);
    const joined = await only("join"); // reads what a loop has made
    expect(endOf(joined.events, /.*/).outputs).toEqual(endOf(whole, /\.join$/).outputs);
    await only("extend-6"); // was tried twice
    expect(readFileSync(join(project.runFolder(first!), "journal.jsonl"), "utf8")).toBe(unchanged);

    const several = await project.call(["run", "--only", "extend", "--from", first!]);
    expect(several.stderr).toContain('error step-ambiguous\n  "extend" may be one of 6 steps: extend(0:');
    const none = await project.call(["run", "--only", "ende", "--from", first!]);
    expect(none.stderr).toContain('The run has no step "ende" that began. Did you mean "end"?');
    rmSync(join(project.runFolder(first!), "artifacts"), { recursive: true });
    const gone = await project.call(["run", "--only", "join", "--from", first!]);
    expect(gone.stderr).toMatch(/error input-gone\n {2}Its input ".*" is not there any more: /);
    const on = await project.call(["run", "--resume", end.id]);
    expect(on.stderr).toMatch(/error run-of-one-step\n.*is of one step alone/);
  });

  it("waits for a debugger when it is to", async () => {
    const project = makeProject(["filling.ts"]);
    const run = ["run", "filling.ts", "-p", `told=${project.folder}/told`, "-p", "mebibytes=1"];
    expect((await project.call(run)).code).toBe(0);
    const debugged = project.start(["run", "--only", "make", "--from", "last", "--inspect"]);
    await until("it waits", () => /Debugger listening on ws:|Starting inspector on .* failed/.test(debugged.printed()));
    expect(readFileSync(join(project.folder, "told"), "utf8")).toBe("make\nfill\n");
    debugged.child.kill("SIGINT");
    expect(await debugged.ended).toBe(130);
  });

  it("is asked for in full", async () => {
    const project = makeProject([]);
    const usage = async (...args: readonly string[]) => {
      const { code, stderr } = await project.call(["run", ...args]);
      expect(code).toBe(2);
      return stderr;
    };
    expect(await usage("--only", "a")).toContain("--only and --from belong together");
    expect(await usage("--resume", "a", "--only", "b", "--from", "c")).toContain("--resume and --only exclude each other");
    expect(await usage("x.ts", "--inspect")).toContain("--inspect wants one step");
    expect(await usage("--resume", "a", "-p", "x=1")).toContain("--param can't change what run a has begun with");
    expect(await usage("x.ts", "--resume", "a")).toContain('pipewright run --resume a knows its file; "x.ts" is one too many');
    const none = await project.call(["run", "--resume", "last"]);
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining("error run-not-found\n  There is no run in ")]);
  });
});
