import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../runner/event.ts";
import { kill } from "./helpers/processes.ts";
import { makeProject, type Project, type Started, until } from "./helpers/project.ts";

/** Asks twice, the second time with choices; then a pause that nobody has to wait for. */
const manifest = `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: ask}
spec:
  entrypoint: main
  onExit: bye
  templates:
    - name: main
      dag:
        tasks:
          - {name: first, template: describe}
          - {name: second, template: decide, depends: first}
          - {name: long, template: pause, depends: second}
    - name: describe
      suspend: {}
      outputs: {parameters: [{name: note, valueFrom: {supplied: {}}}]}
    - name: decide
      inputs: {parameters: [{name: go, default: "NO", enum: ["YES", "NO"]}, {name: message, default: Release it?}]}
      suspend: {}
      outputs: {parameters: [{name: go, valueFrom: {supplied: {}}}]}
    - name: pause
      suspend: {duration: 1h}
    - name: bye
      suspend: {duration: "0"}
`;

const newProject = (): Project => makeProject([["ask.yaml", manifest]]);

const eventsOf = (project: Project): readonly RunEvent[] =>
  readFileSync(join(project.runFolder(project.runs()[0]!), "events.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunEvent);

const waitsFor = (run: Started, step: string): Promise<boolean> =>
  until(`${step} asks`, () => new RegExp(step === "long" ? "long  started" : `${step}  waits for an answer`).test(run.printed()));

const outputsOf = (project: Project) =>
  Object.fromEntries(
    eventsOf(project)
      .flatMap((event) => (event.type === "node-finished" ? [[event.node, event.phase, event.outputs]] : []))
      .map(([node, phase, outputs]) => [node, { phase, outputs }]),
  );

const answersOf = (project: Project) =>
  eventsOf(project).flatMap((event) => (event.type === "node-answered" ? [[event.node, event.by, event.answers]] : []));

describe.concurrent("a run that waits for answers", { timeout: 180_000 }, () => {
  it("gets them from another terminal, each checked, until it has ended", async () => {
    const project = newProject();
    const run = project.start(["run", "ask.yaml", "--wait"]);
    await waitsFor(run, "first");
    expect(run.printed()).toMatch(/first {2}waits for an answer: pipewright resume ask-[\w-]+ first -p note=…/);

    const missing = await project.call(["resume", "last"]);
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringContaining('error answer-missing\n  It asks for "note".\n  help: Say it: -p note=…'),
    ]);
    const unknown = await project.call(["resume", "last", "-p", "nota=x"]);
    expect(unknown.stderr).toContain('It does not ask for "nota". Did you mean "note"?');
    const nobody = await project.call(["resume", "last", "second", "-p", "go=YES"]);
    expect(nobody.stderr).toContain('error nothing-asked\n  No step "second" waits for an answer.');
    const hostile = 'a "b"\n{{workflow.name}} ä';
    expect(await project.call(["resume", "last", "-p", `note=${hostile}`])).toMatchObject({
      code: 0,
      stdout: `first: note = ${hostile}\n`,
      stderr: "",
    });

    await waitsFor(run, "second");
    const wrong = await project.call(["resume", "ask", "--answer", "go=MAYBE"]);
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      expect.stringContaining('The answer "go" wants one of YES, NO, got "MAYBE".'),
    ]);
    expect((await project.call(["resume", "last", "--answer", "second.go=YES"])).stdout).toBe("second: go = YES\n");
    await waitsFor(run, "long");
    expect((await project.call(["resume", "last", "long"])).stdout).toBe("long goes on\n");
    expect(await run.ended).toBe(0);
    expect(outputsOf(project)).toMatchObject({
      "ask.first": { phase: "Succeeded", outputs: { note: hostile } },
      "ask.second": { outputs: { go: "YES" } },
      "ask.long": { phase: "Succeeded" },
    });
    expect(answersOf(project)).toEqual([
      ["ask.first", "mail", { note: hostile }],
      ["ask.second", "mail", { go: "YES" }],
      ["ask.long", "mail", {}],
      ["ask.onExit", "default", {}],
    ]);
    const late = await project.call(["resume", "last"]);
    expect(late.stderr).toMatch(/Run ask-[\w-]+ waits for no answer: it has ended \(Succeeded\)\./);
  });

  it("gets what was answered while nobody worked on it", async () => {
    const project = newProject();
    const run = project.start(["run", "ask.yaml", "--wait"]);
    await waitsFor(run, "first");
    kill(run.child.pid);
    await run.ended;
    const { stdout } = await project.call(["resume", "last", "-p", "note=later"]);
    expect(stdout).toMatch(
      /^first: note = later\nNobody works on the run now\. It counts when somebody goes on: npx pipewright run --resume ask-/,
    );
    const next = project.start(["run", "--resume", "last", "--wait", "--answer", "go=NO"]);
    await waitsFor(next, "long");
    expect(await project.call(["resume", "last", "long"])).toMatchObject({ code: 0, stderr: "" });
    expect(await next.ended).toBe(0);
    expect(outputsOf(project)["ask.first"]).toMatchObject({ phase: "Succeeded", outputs: { note: "later" } });
    expect(answersOf(project).slice(0, 2)).toEqual([
      ["ask.first", "mail", { note: "later" }],
      ["ask.second", "beforehand", { go: "NO" }],
    ]);
  });

  it.each([
    ["stop", [], "Stop", true],
    ["terminate", ["--terminate"], "Terminate", false],
  ])("can be ended from another terminal: %s", async (_, flags, strategy, saysBye) => {
    const project = newProject();
    const run = project.start(["run", "ask.yaml", "--wait"]);
    await waitsFor(run, "first");
    const { code, stdout } = await project.call(["stop", "last", ...flags]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^ask-[\w-]+ (stops|terminates)/)]);
    expect(await run.ended).toBe(1);
    const events = eventsOf(project);
    expect(events.at(-1)).toMatchObject({ phase: "Failed", message: `Stopped with strategy '${strategy}'` });
    expect(events.some((event) => event.type === "node-finished" && event.node === "ask.onExit")).toBe(saysBye);
    const again = await project.call(["stop", "last"]);
    expect([again.code, again.stderr]).toEqual([
      1,
      expect.stringMatching(/error run-not-running\n {2}Run ask-[\w-]+ has ended already: Failed\./),
    ]);
    const resumed = await project.call(["run", "--resume", "last"]);
    expect(resumed.stderr).toMatch(/error run-has-ended\n {2}Run ask-[\w-]+ has ended: Failed: Stopped with strategy/);
  });

  it("is refused without a terminal, answers or --wait", async () => {
    const { code, stderr } = await newProject().call(["run", "ask.yaml"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('template "describe" waits for a person')]);
    expect(stderr).toContain("--wait");
  });

  it("throws away mail that is none", async () => {
    const project = newProject();
    const run = project.start(["run", "ask.yaml", "--wait"]);
    await waitsFor(run, "first");
    const { post } = await import("../../runner/run/mailbox.ts");
    const folder = project.runFolder(project.runs()[0]!);
    const still = [
      { kind: "stop", how: "Hop" },
      { kind: "answer", node: "ask.nobody", answers: {} },
      "text",
      { kind: "answer", node: "ask.first", answers: { note: 1 } },
    ].map((mail) => post(folder, mail as never));
    await until("all mail is taken", () => still.every((isThere) => !isThere()));
    await project.call(["resume", "last", "-p", "note=x"]);
    await waitsFor(run, "second");
    await project.call(["stop", "last", "--terminate"]);
    expect(await run.ended).toBe(1);
  });
});
