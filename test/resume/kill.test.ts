import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../runner/event.ts";
import { readJournal } from "../../runner/run/journal.ts";
import { randomFrom } from "../helpers/random-from.ts";
import { childrenOf, commandOf, kill } from "./helpers/processes.ts";
import { makeProject, type Project, type Started } from "./helpers/project.ts";

/** `PIPEWRIGHT_KILLS=200` for all of them. */
const kills = Number(process.env["PIPEWRIGHT_KILLS"] ?? 15);
const steps = 20;

/** What is killed with the runner. Its watchdog, and with it all steps; or nobody but these two, and the steps are orphans. */
const ways = ["runner", "runner and watchdog", "everything"] as const;

describe.skipIf(process.platform !== "linux")("a run that is killed", () => {
  it(`at ${kills} random moments goes on and ends right, and no step that had ended runs twice`, {
    timeout: kills * 30_000 + 60_000,
  }, async () => {
    const random = randomFrom(Number(process.env["PIPEWRIGHT_SEED"] ?? 1));
    const project = makeProject(["twenty-steps.ts"]);
    expect((await project.call(["compile", "twenty-steps.ts"])).code).toBe(0);
    const began = Date.now();
    const expected = await whole(project, "whole");
    const span = Date.now() - began;
    let killed = 0;
    for (let n = 0; killed < kills; n++) killed += await killAndGoOn(project, `${n}`, { expected, span, random });
    console.log(`${killed} kills of ${kills}`);
  });
});

/** What a run comes to. */
interface Whole {
  readonly text: string;
  readonly artifacts: ReadonlyMap<string, readonly string[]>;
}

/** The run without a kill. */
async function whole(project: Project, name: string): Promise<Whole> {
  const { code, stdout, stderr } = await project.call([
    "run",
    "out/twenty-steps.yaml",
    "--json",
    "-p",
    `told=${told(project, name)}`,
  ]);
  expect(code, stdout + stderr).toBe(0);
  expect(endsOf(project, name).size).toBe(steps - 1); // one of them is tried twice
  const id = project.runs().at(-1)!;
  return { text: resultOf(project, id), artifacts: artifactsOf(eventsOf(project, id)) };
}

interface Trial {
  readonly expected: Whole;
  readonly span: number;
  readonly random: () => number;
}

async function killAndGoOn(project: Project, name: string, { expected, span, random }: Trial): Promise<number> {
  const before = new Set(project.runs());
  const wait = () => new Promise((resolve) => setTimeout(resolve, random() * span));
  let started = project.start(["run", "out/twenty-steps.yaml", "-p", `told=${told(project, name)}`]);
  let id: string | undefined;
  let ended = new Map<string, number>();
  for (let killed = 0; ; killed++) {
    const outcome = await Promise.race([started.ended, wait()]);
    if (outcome === undefined) killAll(started, ways[Math.floor(random() * ways.length)]!);
    const code = await started.ended;
    id ??= project.runs().find((one) => !before.has(one));
    const again = [...ended].filter(([step, begins]) => beginsOf(project, name, step) !== begins);
    expect(again, "steps that had ended and began again").toEqual([]);
    if (outcome !== undefined) {
      if (!started.printed().includes("has ended: Succeeded")) expect(code, started.printed()).toBe(0); // it was killed at its very end
      expect(resultOf(project, id!)).toBe(expected.text);
      expectOneAfterTheOther(project, name);
      expectWholeRecord(project, id!, expected);
      return killed;
    }
    ended = id === undefined ? ended : endedSteps(project, id, name);
    started = project.start(
      id === undefined ? ["run", "out/twenty-steps.yaml", "-p", `told=${told(project, name)}`] : ["run", "--resume", id],
    );
  }
}

function killAll({ child }: Started, way: (typeof ways)[number]): void {
  const children = childrenOf(child.pid!);
  const watchdogs = children.filter((pid) => commandOf(pid).includes("pipewright-watchdog"));
  if (way !== "runner") for (const pid of watchdogs) kill(pid);
  if (way === "everything") for (const pid of children) kill(pid);
  kill(child.pid);
}

const told = (project: Project, name: string): string => join(project.folder, `told-${name}`);

const linesOf = (project: Project, name: string): readonly string[] =>
  existsSync(told(project, name)) ? readFileSync(told(project, name), "utf8").trim().split("\n") : [];

const beginsOf = (project: Project, name: string, step: string): number =>
  linesOf(project, name).filter((line) => line.startsWith(`${step} begins`)).length;

const endsOf = (project: Project, name: string): ReadonlySet<string> =>
  new Set(linesOf(project, name).flatMap((line) => (line.includes(" ends ") ? [line.split(" ")[0]!] : [])));

/** The steps that have ended for the run, with how often each had begun. */
function endedSteps(project: Project, id: string, name: string): Map<string, number> {
  const folder = project.runFolder(id);
  if (!existsSync(join(folder, "journal.jsonl"))) return new Map();
  const pods = readJournal(folder).nodes.filter(({ type, phase }) => type === "Pod" && phase === "Succeeded");
  const steps = pods.map(({ inputs }) => {
    const { id: own = '""', part = '""' } = inputs?.parameters ?? {};
    return `${JSON.parse(own)}${JSON.parse(part)}`;
  });
  return new Map(steps.map((step) => [step, beginsOf(project, name, step)]));
}

/** What a killed runner has left behind does no work beside what was begun again. */
function expectOneAfterTheOther(project: Project, name: string): void {
  const now = new Map<string, string>();
  for (const line of linesOf(project, name)) {
    const [step, what, pid] = line.split(" ");
    if (what === "begins") now.set(step!, pid!);
    else expect(pid, `${step} was ended by the process that began it last`).toBe(now.get(step!));
  }
}

const eventsOf = (project: Project, id: string): readonly RunEvent[] =>
  readFileSync(join(project.runFolder(id), "events.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunEvent);

function resultOf(project: Project, id: string): string {
  const events = eventsOf(project, id);
  const end = events.find((event) => event.type === "node-finished" && event.node.endsWith(".end"));
  expect(end).toMatchObject({ phase: "Succeeded" });
  return end?.type === "node-finished" ? end.outputs["text"]! : "";
}

/** Each node ends once, with the artifacts that it has in a run that nobody kills, and everything has ended. */
function expectWholeRecord(project: Project, id: string, { artifacts }: Whole): void {
  const events = eventsOf(project, id);
  const ended = events.filter((event) => event.type === "node-finished");
  expect(new Set(ended.map(({ node }) => node)).size).toBe(ended.length);
  for (const [node, names] of artifactsOf(events)) expect(names, node).toEqual(artifacts.get(node) ?? names);
  expect(events.at(-1)).toMatchObject({ type: "run-finished", phase: "Succeeded" });
}

const artifactsOf = (events: readonly RunEvent[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    events.flatMap((event) =>
      event.type === "node-finished" && event.phase === "Succeeded"
        ? [[event.node, event.artifacts.map(({ name, bytes, digest }) => `${name} ${bytes} ${digest}`)] as const]
        : [],
    ),
  );
