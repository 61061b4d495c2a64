import { userInfo } from "node:os";
import { answerParams } from "../../runner/answers/answer-flags.ts";
import { type GivenAnswer, parseAnswer } from "../../runner/answers/given-answers.ts";
import { type Answers, answerProblem, type Question } from "../../runner/answers/question.ts";
import { submit } from "../../runner/manifest/submit.ts";
import type { OpenedRun } from "../../runner/open-run.ts";
import { post } from "../../runner/run/mailbox.ts";
import { openQuestions } from "../../runner/run/open-questions.ts";
import { holderOf } from "../../runner/run/run-lock.ts";
import { RunError } from "../../runner/run-error.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { asProblems } from "../as-problems.ts";
import { askPerson, canAsk } from "../ask-person.ts";
import { asFollowProblems } from "../cluster/as-follow-problems.ts";
import { namedClusterRun, namesCluster, remoteRun } from "../cluster/named-cluster-run.ts";
import { delivered } from "../delivered.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { openNamedRun } from "../named-run.ts";
import { clusterOptions, type NamedCluster } from "../open-named-cluster.ts";
import { parseVerb } from "../parse-args.ts";
import { readGivenParams } from "../run-params.ts";
import { UsageError } from "../usage-error.ts";

/** Answers what a run waits for that somebody else works on. */
export async function resumeCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("resume", args, {
    ...clusterOptions,
    param: { type: "string", short: "p", multiple: true },
    answer: { type: "string", multiple: true },
  });
  const [named, step, more] = paths;
  if (named === undefined) throw new UsageError("pipewright resume wants a run, such as: pipewright resume last -p go=YES");
  if (more !== undefined) throw new UsageError(`pipewright resume takes a run and a step; "${more}" is one too many.`);
  const { texts } = await readGivenParams(options.param);
  const given: readonly GivenAnswer[] = [
    ...[...texts].map(([parameter, text]) => ({ task: undefined, parameter, text })),
    ...(options.answer ?? []).map(parseAnswer),
  ];
  if (namesCluster(options) || remoteRun(named) !== undefined) return await resumeOnCluster(named, step, given, options);
  const run = await openNamedRun(named);
  return asProblems(named, async () => {
    const question = chooseQuestion(run, step ?? given.find(({ task }) => task !== undefined)?.task);
    const answers = await answersTo(question, given);
    const isPosted = post(run.folder, { kind: "answer", node: question.node, answers: Object.fromEntries(answers) });
    const said = [...answers].map(([name, text]) => `${name} = ${text}`).join(", ");
    const what = `${question.names[1]}${said === "" ? " goes on" : `: ${said}`}`;
    process.stdout.write(`${what}${await delivered(run, isPosted)}\n`);
    return exitCode.fine;
  });
}

async function resumeOnCluster(
  named: string,
  step: string | undefined,
  given: readonly GivenAnswer[],
  options: NamedCluster,
): Promise<ExitCode> {
  const { cluster, name } = await namedClusterRun(named, options);
  const { answerRun } = await import("../../cluster/act/answer-run.ts");
  const task = step ?? given.find((one) => one.task !== undefined)?.task;
  const answers = new Map(
    given.flatMap(({ parameter, text }) => (parameter === undefined ? [] : [[parameter, text ?? ""] as const])),
  );
  const answered = await asFollowProblems(() => answerRun(cluster, name, task, answers, userInfo().username), cluster.context);
  const said = [...answers].map(([parameter, text]) => `${parameter} = ${text}`).join(", ");
  process.stdout.write(`${answered ?? name}${said === "" ? " goes on" : `: ${said}`}\n`);
  return exitCode.fine;
}

/** @throws RunError when nothing waits, nothing of this name, or several do */
function chooseQuestion({ folder, info, cluster, workflow }: OpenedRun, step: string | undefined): Question {
  const { name } = submit(workflow, cluster, { uid: info.uid, now: info.createdAt });
  const { questions, ended } = openQuestions(folder, name);
  if (questions.length === 0)
    throw new RunError(
      "nothing-asked",
      ended === undefined
        ? `Nothing of run ${info.runId} waits for an answer now.`
        : `Run ${info.runId} waits for no answer: it has ended (${ended.phase}).`,
      ended === undefined && holderOf(folder) === undefined
        ? `Nobody works on it: pipewright run --resume ${info.runId} goes on with it.`
        : undefined,
    );
  const steps = questions.map(({ names }) => names[1]!);
  const found = step === undefined ? questions : questions.filter(({ names }) => names.includes(step));
  const [first, second] = found;
  if (first === undefined)
    throw new RunError(
      "nothing-asked",
      `No step "${step}" waits for an answer.${didYouMean(step ?? "", steps)}`,
      `Waiting: ${steps.join(", ")}.`,
    );
  if (second !== undefined)
    throw new RunError("several-asked", `${found.length} steps wait for an answer.`, `Say which: ${steps.join(", ")}.`);
  return first;
}

/** What was said, or what the person at the terminal says. @throws RunError when that is no answer */
async function answersTo(question: Question, given: readonly GivenAnswer[]): Promise<Answers> {
  const { parameters } = question;
  const names = parameters.map(({ name }) => name);
  const answers = new Map<string, string>();
  for (const { parameter, text } of given) {
    if (parameter === undefined) continue;
    const wanted = parameters.find(({ name }) => name === parameter);
    if (wanted === undefined)
      throw new RunError(
        "answer-unknown",
        `It does not ask for "${parameter}".${didYouMean(parameter, names)}`,
        names.length === 0 ? "It only waits for somebody to say: go on." : `Asked for: ${names.join(", ")}.`,
      );
    const problem = answerProblem(wanted, text);
    if (problem !== undefined) throw new RunError("answer-wrong", `The answer ${problem}.`);
    answers.set(parameter, text);
  }
  const missing = parameters.filter(({ name, defaultText }) => !answers.has(name) && defaultText === undefined);
  if (missing.length === 0) return answers;
  if (canAsk() && given.length === 0) {
    const typed = await askPerson()({ ...question, seconds: undefined }, new AbortController().signal);
    if (typed !== undefined) return typed;
  }
  throw new RunError(
    "answer-missing",
    `It asks for ${missing.map(({ name }) => `"${name}"`).join(", ")}.`,
    `Say it: ${answerParams(parameters)}`,
  );
}
