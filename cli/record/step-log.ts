import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { RunEvent } from "../../runner/event.ts";
import type { RecordedStep } from "../../runner/record/read-run.ts";
import { folderName } from "../../runner/run/artifact-key.ts";
import { holderOf } from "../../runner/run/run-lock.ts";
import { followFile } from "./follow-file.ts";
import type { LogLine } from "./run-log.ts";

const interval = 150;

/** Everything that a step has printed, from its log files, each try after the one before. */
export async function* stepLog(folder: string, step: RecordedStep): AsyncGenerator<LogLine> {
  const nodes = step.attempts.length === 0 ? [step.node] : step.attempts.map(({ node }) => node);
  for (const node of nodes)
    for (const { path, name } of logFiles(folder, step, node))
      for await (const line of followFile(path, () => false)) yield { step: name, line };
}

/** The same of a step that may still run: until it has ended, or nobody works on the run any more. */
export async function* followStepLog(folder: string, step: RecordedStep): AsyncGenerator<LogLine> {
  const tries = new Tries(folder, step.node);
  const watching = tries.watch();
  const told = new Set<string>();
  try {
    for (;;) {
      const isLast = tries.areOver;
      for (const node of tries.begun) {
        if (told.has(node)) continue;
        await logBegins(folder, step, node, () => tries.isRunning(node));
        told.add(node);
        for (const { path, name } of logFiles(folder, step, node))
          for await (const line of followFile(path, () => tries.isRunning(node))) yield { step: name, line };
      }
      if (isLast) return;
      await wait();
    }
  } finally {
    tries.stop();
    await watching;
  }
}

const wait = (): Promise<void> => new Promise((done) => setTimeout(done, interval));

async function logBegins(folder: string, step: RecordedStep, node: string, isRunning: () => boolean): Promise<void> {
  while (isRunning() && logFiles(folder, step, node).length === 0) await wait();
}

/** The tries of a step as the events of its run tell of them. */
class Tries {
  readonly begun: string[] = [];
  readonly #folder: string;
  readonly #node: string;
  readonly #ended = new Set<string>();
  #isOver = false;

  constructor(folder: string, node: string) {
    this.#folder = folder;
    this.#node = node;
  }

  get areOver(): boolean {
    return this.#isOver;
  }

  isRunning(node: string): boolean {
    return !this.#isOver && !this.#ended.has(node);
  }

  stop(): void {
    this.#isOver = true;
  }

  async watch(): Promise<void> {
    const goesOn = (): boolean => !this.#isOver && holderOf(this.#folder) !== undefined;
    for await (const line of followFile(join(this.#folder, "events.jsonl"), goesOn)) this.#hear(line);
    this.#isOver = true;
  }

  #hear(line: string): void {
    if (!line.includes(JSON.stringify(this.#node).slice(1, -1)) || line.startsWith('{"type":"node-log"')) return;
    const event = JSON.parse(line) as RunEvent;
    const isOurs = (node: string, parent?: string) => node === this.#node || parent === this.#node;
    if (event.type === "node-started" && isOurs(event.node, event.parent)) {
      this.#ended.delete(event.node); // a runner that was killed had it begin before
      const isAround = event.nodeType === "Retry";
      if (!isAround && !this.begun.includes(event.node)) this.begun.push(event.node);
    }
    if (event.type !== "node-finished") return;
    this.#ended.add(event.node);
    if (event.node === this.#node) this.#isOver = true;
  }
}

interface LogFile {
  readonly path: string;
  readonly name: string;
}

/** The log of a try, and of each container of a containerSet. */
function logFiles(folder: string, { node, step }: RecordedStep, one: string): readonly LogFile[] {
  const own = join(folder, "steps", folderName(one));
  const name = step + one.slice(node.length);
  const containers = namesIn(join(own, "containers")).filter((each) => namesIn(join(own, "containers", each)).includes("log"));
  return [
    ...(namesIn(own).includes("log") ? [{ path: join(own, "log"), name }] : []),
    ...containers.map((each) => ({ path: join(own, "containers", each, "log"), name: `${name} ${each}` })),
  ];
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
