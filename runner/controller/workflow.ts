import type { LifecycleHook } from "../../compiler/argo/model.generated.ts";
import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import type { ControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import { failuresText } from "./globals.ts";
import { Invocation } from "./invocation.ts";
import { isDone, isFailure, isFulfilled, type NodeStatus } from "./node-status.ts";
import { podNameOf } from "./pod-name.ts";
import { stopDaemons } from "./pod-stops.ts";
import type { WorkflowStatus } from "./run-state.ts";
import { substitute } from "./substitute.ts";
import { Unit } from "./unit.ts";

/** The whole: the entry template, the workflow's hooks, its exit handler, its phase. */
export class WorkflowUnit extends Unit {
  readonly #run: Controller;
  readonly #hooks = new Map<string, Invocation>();
  #entry: Invocation | undefined;
  #exit: Invocation | undefined;
  #startedAt: number | undefined;
  #isEnding = false;
  status: WorkflowStatus = { phase: "Pending", message: "" };
  /** What the workflow itself waits for before it begins. */
  lockMessage: string | undefined;

  constructor(run: Controller) {
    super(undefined);
    this.#run = run;
  }

  isPastDeadline(): boolean {
    const seconds = Number(this.#run.submission.spec.activeDeadlineSeconds);
    return (
      this.#startedAt !== undefined &&
      Number.isFinite(seconds) &&
      this.#run.surroundings.now() >= this.#startedAt + seconds * 1000
    );
  }

  /** Ends what can't go on. @param reasons what nodes wait for, by their names */
  fail(message: string, reasons: ReadonlyMap<string, string>): void {
    const run = this.#run;
    const entry = run.submission.name;
    stopDaemons(run);
    for (const { name } of [...run.nodes.all()].filter(({ phase }) => !isDone(phase)).reverse())
      run.mark(name, "Error", name === entry ? message : (reasons.get(name) ?? ""));
    this.#end("Error", message);
  }

  walk(): void {
    const run = this.#run;
    if (this.status.phase !== "Pending" && this.status.phase !== "Running") return;
    this.settle();
    const { spec } = run.submission;
    if (spec.suspend === true) {
      this.#end("Error", "stuck: the workflow's spec says suspend: true, and nobody can resume it");
      return;
    }
    if (spec.synchronization !== undefined) {
      this.lockMessage = run.locks.acquire(
        spec.synchronization,
        `workflow ${run.submission.uid}`,
        run.submission,
        run.surroundings.semaphoreLimit,
      );
      if (this.lockMessage !== undefined && run.shutdown === "Terminate") {
        this.#end("Failed", "Stopped with strategy 'Terminate'"); // its place in the queue is for others
        return;
      }
      if (this.lockMessage !== undefined) {
        this.status = { phase: "Pending", message: this.lockMessage };
        return;
      }
    }
    this.#begin();
    if (this.isPastDeadline() && !this.#isEnding) {
      this.#isEnding = true;
      run.endByDeadline();
    }
    this.#entry ??= this.#enter();
    const { node, error } = this.#entry.advance();
    if (error !== undefined) {
      this.#endByError(error, node);
      return;
    }
    const areHooksDone = this.#advanceHooks();
    if (node === undefined || !isFulfilled(node)) return;
    run.outputs.tags.set("workflow.status", phaseOf(node));
    if (!this.#advanceHooks() || !areHooksDone) return;
    this.#finish(node);
  }

  #begin(): void {
    if (this.#startedAt !== undefined) return;
    const run = this.#run;
    this.#startedAt = run.nodes.get(run.submission.name)?.startedAt ?? run.surroundings.now();
    this.status = { phase: "Running", message: "" };
    const seconds = Number(run.submission.spec.activeDeadlineSeconds);
    if (Number.isFinite(seconds)) run.surroundings.wakeAt(this.#startedAt + seconds * 1000);
  }

  /** An error of the entry template ends the workflow; a step that can't begin for want of depth is only a failure. */
  #endByError(error: ControlError, node: NodeStatus | undefined): void {
    if (error.kind === "waiting" || (error.kind === "depth" && node === undefined)) return;
    this.#finish(node, `error in entry template execution: ${error.message}`);
  }

  #finish(node: NodeStatus | undefined, errorMessage?: string): void {
    const run = this.#run;
    const phase = errorMessage === undefined && node !== undefined ? phaseOf(node) : "Error";
    run.outputs.tags.set("workflow.status", phase);
    const message =
      errorMessage ??
      (isFailure(phase) && run.shutdown !== undefined ? `Stopped with strategy '${run.shutdown}'` : (node?.message ?? ""));
    if (errorMessage === undefined) {
      const exit = this.#advanceExit();
      if (exit === undefined) return;
      if (exit !== "none" && isFailure(exit.phase) && !isFailure(phase)) {
        this.#end(exit.phase, exit.message);
        return;
      }
    }
    this.#end(phase, isFailure(phase) ? message : "");
  }

  /** @returns the node of the exit handler; `none` when there is none, undefined while it runs */
  #advanceExit(): NodeStatus | "none" | undefined {
    const run = this.#run;
    const { spec, name } = run.submission;
    const hook: LifecycleHook | undefined =
      spec.hooks?.["exit"] ??
      (spec.onExit === undefined || spec.onExit === ""
        ? undefined
        : { template: spec.onExit, arguments: run.submission.arguments });
    if (hook === undefined || !run.mayStart(true)) return "none";
    if (this.#exit === undefined) {
      run.outputs.tags.set(
        "workflow.failures",
        failuresText(run.nodes.all(), (node) => podNameOf(run, { name: node.templateName ?? "" }, node.name)),
      );
      run.outputs.tags.set("workflow.duration", ((run.surroundings.now() - this.#startedAt!) / 1000).toFixed(6));
      this.#exit = this.#call(`${name}.onExit`, `${name}.onExit`, hook, true);
    }
    const { node, error } = this.#exit.advance();
    if (error !== undefined && node !== undefined && !isFulfilled(node)) return run.mark(node.name, "Error", error.message);
    return node !== undefined && isFulfilled(node) ? node : undefined;
  }

  /** Hooks with an expression begin when it holds, and run beside the workflow. @returns whether all that began are done */
  #advanceHooks(): boolean {
    const run = this.#run;
    const { spec, name } = run.submission;
    let areDone = true;
    for (const [key, hook] of Object.entries(spec.hooks ?? {})) {
      if (key === "exit") continue;
      if (!run.outputs.tags.has("workflow.status")) run.outputs.tags.set("workflow.status", "Running");
      let begun = this.#hooks.get(key);
      if (begun === undefined) {
        if (run.nodes.get(`${name}.hooks.${key}`) === undefined && !holds(hook.expression ?? "", run)) continue;
        begun = this.#call(`${name}.hooks.${key}`, `${name}.hooks.${key}`, hook, true);
        this.#hooks.set(key, begun);
      }
      const { node } = begun.advance();
      if (node !== undefined) run.nodes.addChild(name, node.name);
      if (node === undefined || !isFulfilled(node)) areDone = false;
    }
    return areDone;
  }

  #enter(): Invocation {
    const { name, spec, entry } = this.#run.submission;
    if (entry === undefined) return this.#call(name, name, { template: spec.entrypoint ?? "" }, false);
    return new Invocation(this.#run, this, { ...entry, name, boundary: undefined, depth: 0, after: [], isExit: false });
  }

  #call(
    name: string,
    displayName: string,
    { template, templateRef, arguments: given }: LifecycleHook,
    isExit: boolean,
  ): Invocation {
    const { submission, outputs } = this.#run;
    return new Invocation(this.#run, this, {
      name,
      displayName,
      caller: {
        ...(template !== undefined && template !== "" && { template }),
        ...(templateRef !== undefined && { templateRef }),
      },
      source: submission.templates,
      args: isExit ? substitute(given ?? {}, outputs.tags, "none") : submission.arguments,
      boundary: undefined,
      depth: 0,
      after: isExit ? [submission.name] : [],
      isExit,
      ...(isExit && { hooked: true }),
    });
  }

  #end(phase: WorkflowStatus["phase"], message: string): void {
    const run = this.#run;
    this.status = { phase, message };
    stopDaemons(run);
    run.locks.release(`workflow ${run.submission.uid}`);
  }
}

/** Skipped and omitted entry templates have not failed. */
const phaseOf = ({ phase }: NodeStatus): WorkflowStatus["phase"] => (isFailure(phase) ? phase : "Succeeded");

const holds = (expression: string, run: Controller): boolean =>
  evaluateExpression(expression, argoEnvironment(run.outputs.tags)) === true;
