import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Question } from "../answers/question.ts";
import { isDone } from "../controller/node-status.ts";
import type { NodeAsked, RunEvent } from "../event.ts";
import { type JournalState, readJournal } from "./journal.ts";

/** What a run waits for, as far as it has told. */
export interface OpenQuestions {
  readonly questions: readonly Question[];
  /** How the run ended; undefined when it has not. */
  readonly ended: JournalState["ended"];
}

/** Reads from a run's folder what is asked there now, whoever works on it. */
export function openQuestions(folder: string, workflow: string): OpenQuestions {
  const { nodes, ended } = stateOf(folder);
  const waiting = nodes.filter(({ type, phase }) => type === "Suspend" && !isDone(phase));
  const asked = askedIn(folder);
  const questions = waiting.flatMap(({ name, templateName }) => {
    const event = asked.get(name);
    return event === undefined ? [] : [questionOf(event, workflow, templateName)];
  });
  return { questions, ended };
}

function stateOf(folder: string): Pick<JournalState, "nodes" | "ended"> {
  try {
    return readJournal(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { nodes: [], ended: undefined };
  }
}

/** The last question of each node. */
function askedIn(folder: string): ReadonlyMap<string, NodeAsked> {
  const asked = new Map<string, NodeAsked>();
  for (const line of readFileSync(join(folder, "events.jsonl"), "utf8").split("\n")) {
    if (!line.startsWith('{"type":"node-asked"')) continue;
    const event = eventOf(line);
    if (event?.type === "node-asked") asked.set(event.node, event);
  }
  return asked;
}

function eventOf(line: string): RunEvent | undefined {
  try {
    return JSON.parse(line) as RunEvent;
  } catch {
    return undefined; // it is being written
  }
}

function questionOf({ node, message, parameters, until }: NodeAsked, workflow: string, template: string | undefined): Question {
  const step = node.startsWith(`${workflow}.`) ? node.slice(workflow.length + 1) : node;
  const last = step.split(".").at(-1)!;
  return {
    node,
    names: [node, step, last, last.replace(/[[(].*$/s, ""), ...(template === undefined ? [] : [template])],
    message,
    parameters: parameters.map((one) => ({
      name: one.name,
      description: one.description,
      defaultText: one.default,
      choices: one.choices,
    })),
    seconds: until === undefined ? undefined : Math.max(0, (until - Date.now()) / 1000),
  };
}
