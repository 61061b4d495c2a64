import { createInterface } from "node:readline/promises";
import { type Answerer, type Answers, answerProblem, type Question, type QuestionParameter } from "../runner/answers/question.ts";

/** Whether somebody sits at the terminal who can be asked. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** Asks the person at the terminal, one question after the other. A pause that ends by itself is not asked about. */
export function askPerson(): Answerer {
  let turn: Promise<unknown> = Promise.resolve();
  return (question, signal) => {
    if (question.parameters.length === 0 && question.seconds !== undefined) return Promise.resolve(undefined);
    const mine = turn.then(() => asked(question, signal));
    turn = mine.catch(() => undefined);
    return mine;
  };
}

async function asked(question: Question, signal: AbortSignal): Promise<Answers | undefined> {
  if (signal.aborted) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT")); // the reader would keep Ctrl-C to itself
  try {
    process.stderr.write(`\n${harmless(question.message ?? question.node)}\n`);
    const answers = new Map<string, string>();
    if (question.parameters.length === 0) await terminal.question("  go on? (Enter) ", { signal });
    for (const parameter of question.parameters) {
      for (let text: string | undefined; text === undefined; ) {
        const typed = await terminal.question(`  ${promptOf(parameter)} `, { signal });
        const given = typed === "" ? parameter.defaultText : typed;
        const problem = given === undefined ? `"${parameter.name}" has no default` : answerProblem(parameter, given);
        if (problem === undefined) text = given;
        else process.stderr.write(`  ${harmless(problem)}\n`);
        if (text !== undefined) answers.set(parameter.name, text);
      }
    }
    return answers;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    terminal.close();
  }
}

function promptOf({ name, description, choices, defaultText }: QuestionParameter): string {
  const notes = [
    ...(choices === undefined ? [] : [`(${choices.join(", ")})`]),
    ...(defaultText === undefined ? [] : [`[${defaultText}]`]),
  ];
  return harmless([description === undefined ? name : `${name}: ${description}`, ...notes].join(" ")).concat(":");
}

/** Without what would move the cursor or change colours. */
const harmless = (text: string): string => text.replace(/\p{Cc}/gu, " ");
