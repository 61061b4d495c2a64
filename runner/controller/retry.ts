import type { RetryStrategy } from "../../compiler/argo/model.generated.ts";
import { goDurationSeconds } from "../go-duration.ts";
import type { Body, BodySpec } from "./body.ts";
import { ControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import type { Invocation, Progress } from "./invocation.ts";
import { isFailure, isFulfilled, type NodeStatus } from "./node-status.ts";
import { nodeTypeOf } from "./node-type.ts";
import { podNameOf } from "./pod-name.ts";
import { inputsOf } from "./process-args.ts";
import { triesOf } from "./scope.ts";
import { evaluateCondition, substitute, type Tags } from "./substitute.ts";

/** Whether there is another try: `wait` until a time first, or `end` with a phase and its reason. */
type Verdict =
  | { readonly kind: "try" }
  | { readonly kind: "wait"; readonly until: number; readonly message: string }
  | { readonly kind: "end"; readonly phase: NodeStatus["phase"]; readonly message: string };

/** Tries a template until it succeeds, its strategy says no, or nothing is left; a Retry node with a child per try. */
export class Retry implements Body {
  readonly #run: Controller;
  readonly #unit: Invocation;
  readonly #spec: BodySpec;
  #attempt: { readonly name: string; readonly body: Body } | undefined;

  constructor(run: Controller, unit: Invocation, spec: BodySpec) {
    this.#run = run;
    this.#unit = unit;
    this.#spec = spec;
  }

  advance(): Progress {
    const run = this.#run;
    const { name, template } = this.#spec;
    const strategy = template.retryStrategy!;
    const known = run.nodes.get(name);
    if (known === undefined || known.phase === "Pending")
      run.initialize(this.#spec, "Retry", "Running", { template, inputs: inputsOf(template) });
    for (;;) {
      const tries = triesOf(run.nodes.get(name)!, run.nodes);
      const last = tries.at(-1);
      if (last === undefined || isFulfilled(last)) {
        const verdict = this.#verdict(strategy, tries);
        if (verdict.kind === "end") return { node: this.#end(verdict.phase, verdict.message, last) };
        if (verdict.kind === "wait") {
          run.wakeUnitAt(this.#unit, verdict.until);
          return { node: this.#say(verdict.message) };
        }
        this.#say("");
      }
      const progress = this.#try(tries);
      if (progress.error !== undefined) return { ...progress, node: run.nodes.get(name)! };
      if (progress.node === undefined || !isFulfilled(progress.node)) return { node: run.nodes.get(name)! };
    }
  }

  #say(message: string): NodeStatus {
    const node = this.#run.nodes.get(this.#spec.name)!;
    return node.message === message ? node : this.#run.nodes.update(node.name, { message });
  }

  #end(phase: NodeStatus["phase"], message: string, last: NodeStatus | undefined): NodeStatus {
    const { name } = this.#spec;
    if (last?.outputs !== undefined) this.#run.nodes.update(name, { outputs: last.outputs });
    return this.#run.mark(name, phase, message);
  }

  #try(tries: readonly NodeStatus[]): Progress {
    const run = this.#run;
    const { name, displayName } = this.#spec;
    const last = tries.at(-1);
    const isNew = last === undefined || isFulfilled(last);
    const index = isNew ? tries.length : tries.length - 1;
    const attempt = `${name}(${index})`;
    if (this.#attempt?.name !== attempt) {
      const tags = new Map([
        ...retryTags(tries.slice(0, index)),
        ["pod.name", podNameOf(run, this.#spec.template, attempt)] as const,
      ]);
      const { retryStrategy: _, ...template } = substitute(this.#spec.template, tags, "none");
      const spec: BodySpec = { ...this.#spec, name: attempt, displayName: `${displayName}(${index})`, template, retried: true };
      this.#attempt = { name: attempt, body: run.bodyOf(this.#unit, spec) };
      run.units.set(attempt, this.#unit);
    }
    const progress = this.#attempt.body.advance();
    if (run.nodes.get(attempt) !== undefined) run.nodes.addChild(name, attempt);
    if (progress.error === undefined) return progress;
    if (run.nodes.get(attempt) === undefined)
      run.initialize(
        { ...this.#spec, name: attempt, displayName: `${displayName}(${index})`, retried: true },
        nodeTypeOf(this.#spec.template),
        "Pending",
        {},
      );
    run.nodes.addChild(name, attempt);
    const node = run.mark(attempt, "Error", progress.error.message);
    const policy = policyOf(this.#spec.template.retryStrategy!);
    return policy === "Always" || policy === "OnError" ? { node } : { node, error: progress.error };
  }

  #verdict(strategy: RetryStrategy, tries: readonly NodeStatus[]): Verdict {
    const last = tries.at(-1);
    if (last === undefined) return { kind: "try" };
    const { phase } = last;
    if (!isFailure(phase)) return { kind: "end", phase: "Succeeded", message: "" };
    const run = this.#run;
    const end = (message: string): Verdict => ({ kind: "end", phase, message });
    if (run.shutdown !== undefined) return end(`Stopped with strategy '${run.shutdown}'`);
    if (run.isPastDeadline()) return end("retry exceeded workflow deadline");
    const pause = backoff(strategy, tries, run.surroundings.now());
    if (pause.isTooLong) return end("Max duration limit exceeded");
    const limit = strategy.limit === undefined ? undefined : Number(strategy.limit);
    const isWaiting = run.surroundings.now() < pause.until;
    if (isWaiting && limit !== undefined && tries.length <= limit)
      return { kind: "wait", until: pause.until, message: `Backoff for ${waitWords(pause.seconds)}` };
    if (!retries(policyOf(strategy), phase)) return end(last.message);
    if (limit !== undefined && tries.length > limit) return end("No more retries left");
    const { expression } = strategy;
    if (expression !== undefined && expression !== "" && !this.#holds(expression, tries))
      return end("retryStrategy.expression evaluated to false");
    return { kind: "try" };
  }

  #holds(expression: string, tries: readonly NodeStatus[]): boolean {
    try {
      return evaluateCondition(expression, retryTags(tries));
    } catch (error) {
      throw new ControlError((error as Error).message);
    }
  }
}

const policyOf = ({ retryPolicy, expression }: RetryStrategy): string =>
  retryPolicy !== undefined && retryPolicy !== ("" as string)
    ? retryPolicy
    : expression !== undefined && expression !== ""
      ? "Always"
      : "OnFailure";

const retries = (policy: string, phase: NodeStatus["phase"]): boolean =>
  policy === "Always" || (policy === "OnFailure" && phase === "Failed") || (policy === "OnError" && phase === "Error");

/** What a try knows of those before it. */
function retryTags(tries: readonly NodeStatus[]): Tags {
  const last = tries.at(-1);
  const seconds = last === undefined ? 0 : Math.floor(((last.finishedAt ?? last.startedAt) - last.startedAt) / 1000);
  return new Map([
    ["retries", String(tries.length)],
    ["lastRetry.exitCode", last?.outputs?.exitCode ?? (last === undefined ? "0" : "-1")],
    ["lastRetry.status", last?.phase ?? ""],
    ["lastRetry.duration", String(seconds)],
    ["lastRetry.message", last?.message ?? ""],
  ]);
}

/** `duration * factor^(n - 1)` after the n-th try, at most `cap`; too long when it would end behind `maxDuration`. */
function backoff({ backoff: pause }: RetryStrategy, tries: readonly NodeStatus[], now: number) {
  const first = tries[0]!;
  const last = tries.at(-1)!;
  if (pause === undefined) return { until: 0, seconds: 0, isTooLong: false };
  const maxSeconds = goDurationSeconds(pause.maxDuration ?? "");
  const end = maxSeconds === undefined ? Number.POSITIVE_INFINITY : first.startedAt + maxSeconds * 1000;
  if (now > end) return { until: 0, seconds: 0, isTooLong: true };
  if (pause.duration === undefined || pause.duration === "")
    throw new ControlError("no base duration specified for retryStrategy");
  const factor = pause.factor === undefined || Number(pause.factor) <= 0 ? 1 : Number(pause.factor);
  const cap = goDurationSeconds(pause.cap ?? "") ?? Number.POSITIVE_INFINITY;
  const seconds = Math.min((goDurationSeconds(pause.duration) ?? 0) * factor ** (tries.length - 1), cap);
  const until = (last.finishedAt ?? now) + seconds * 1000;
  return { until, seconds, isTooLong: until > end };
}

function waitWords(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 3600), "hour"],
    [Math.floor(whole / 60) % 60, "minute"],
    [whole % 60, "second"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return said.length === 0 ? "0 seconds" : said.join(" ");
}
