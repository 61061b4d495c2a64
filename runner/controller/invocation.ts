import type { Arguments, Template } from "../../compiler/argo/model.generated.ts";
import { goDurationSeconds } from "../go-duration.ts";
import type { Body } from "./body.ts";
import type { Boundary } from "./boundary.ts";
import { type Caller, resolveTemplate } from "./caller.ts";
import { asControlError, ControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import { isFull } from "./limits.ts";
import { cachedNode } from "./memoize.ts";
import { isFulfilled, type NodeStatus } from "./node-status.ts";
import { nodeTypeOf } from "./node-type.ts";
import { podNameOf } from "./pod-name.ts";
import { stopUnder } from "./pod-stops.ts";
import { inputsOf, processArgs } from "./process-args.ts";
import { Retry } from "./retry.ts";
import type { TemplateSource } from "./submission.ts";
import { mergeDefaults } from "./template-defaults.ts";
import { Unit } from "./unit.ts";

/** One call of a template, which becomes one node. */
export interface InvocationSpec {
  readonly name: string;
  readonly displayName: string;
  readonly caller: Caller;
  /** Where the names of the caller lead. */
  readonly source: TemplateSource;
  /** References in it are resolved. */
  readonly args: Arguments;
  readonly boundary: Boundary | undefined;
  /** How many templates call one another to get here. */
  readonly depth: number;
  /** The nodes beside it that it has waited for. */
  readonly after: readonly string[];
  readonly hooked?: boolean;
  /** Part of an exit handler, which a stopped workflow still runs. */
  readonly isExit: boolean;
}

/** What a look at a part of a workflow gave. */
export interface Progress {
  readonly node?: NodeStatus;
  /** The part can't go on: told upwards. */
  readonly error?: ControlError;
  /** It may not begin yet, since as many run as may. */
  readonly isBlocked?: boolean;
}

/** Argo's own end of recursion. */
const maxDepth = 100;
const tooDeep =
  "Maximum recursion depth exceeded. See https://argo-workflows.readthedocs.io/en/release-4.1/scaling/#maximum-recursion-depth";

/** Carries a call of a template on: looks after limits, locks, the cache, tries, and has the template's body do the rest. */
export class Invocation extends Unit {
  readonly spec: InvocationSpec;
  readonly #run: Controller;
  #prepared: { readonly template: Template; readonly source: TemplateSource } | undefined;
  #work: Body | undefined;

  constructor(run: Controller, owner: Unit | undefined, spec: InvocationSpec) {
    super(owner);
    this.#run = run;
    this.spec = spec;
    run.units.set(spec.name, this);
  }

  /** The template as it is called; undefined before the first look. */
  get template(): Template | undefined {
    return this.#prepared?.template;
  }

  advance(): Progress {
    const { name } = this.spec;
    const node = this.#run.nodes.get(name);
    if (node !== undefined && (isFulfilled(node) || !this.isAwake)) return { node };
    this.settle();
    try {
      this.#prepared ??= this.#prepare();
      return this.#goOn(this.#prepared.template, this.#prepared.source, node);
    } catch (thrown) {
      const error = asControlError(thrown);
      if (error.kind === "waiting") {
        this.#run.sleepers.waitForName(name, error.message);
        return node === undefined ? {} : { node };
      }
      return { node: this.#run.refuse(this.spec, error.message), error };
    }
  }

  #prepare(): { readonly template: Template; readonly source: TemplateSource } {
    const { caller, source: from, args, depth, name } = this.spec;
    if (depth + 1 >= maxDepth) throw new ControlError(tooDeep, "depth");
    const { template: declared, source } = resolveTemplate(caller, from);
    const { spec } = this.#run.submission;
    const withDefaults = mergeDefaults(declared, spec.templateDefaults);
    const retryStrategy = withDefaults.retryStrategy ?? spec.retryStrategy;
    const whole = retryStrategy === undefined ? withDefaults : { ...withDefaults, retryStrategy };
    const local = new Map([
      ["node.name", name],
      ...(retryStrategy === undefined && nodeTypeOf(whole) === "Pod"
        ? [["pod.name", podNameOf(this.#run, whole, name)] as const]
        : []),
    ]);
    return { template: processArgs(whole, args, this.#run.outputs.tags, local, this.#run.surroundings.configMap), source };
  }

  #goOn(template: Template, source: TemplateSource, before: NodeStatus | undefined): Progress {
    const run = this.#run;
    const { name, boundary } = this.spec;
    let node = before;
    if (node !== undefined && this.#isLate(template, node)) {
      stopUnder(run, name, "timeout");
      return { node: run.mark(name, "Failed", "timeout"), error: new ControlError("timeout", "timeout") };
    }
    if (node === undefined && isFull(run, boundary)) {
      run.sleepers.waitForRoom(this);
      return { isBlocked: true };
    }
    if (template.synchronization !== undefined) {
      const waiting = run.locks.acquire(template.synchronization, name, run.submission, run.surroundings.semaphoreLimit);
      if (waiting !== undefined) {
        node ??= run.initialize(this.spec, nodeTypeOf(template), "Pending", { template, inputs: inputsOf(template) });
        if (node.message !== waiting) node = run.nodes.update(name, { phase: "Pending", message: waiting, waitsFor: waiting });
        run.sleepers.waitForLock(this);
        return { node };
      }
      if (node?.waitsFor !== undefined) {
        const { waitsFor: _, ...free } = node;
        node = run.nodes.set({ ...free, message: "", startedAt: run.surroundings.now() });
      }
    }
    if (template.memoize !== undefined && (node === undefined || this.#work === undefined)) {
      const hit = cachedNode(run, this.spec, template, node);
      if (hit !== undefined) return { node: hit };
    }
    this.#work ??=
      template.retryStrategy === undefined
        ? run.bodyOf(this, { ...this.spec, template, source })
        : new Retry(run, this, { ...this.spec, template, source });
    const progress = this.#work.advance();
    if (progress.node !== undefined && !isFulfilled(progress.node)) this.#wakeInTime(template, progress.node);
    return progress;
  }

  #isLate(template: Template, node: NodeStatus): boolean {
    const now = this.#run.surroundings.now();
    return this.#deadlines(template, node).some((deadline) => now >= deadline);
  }

  #wakeInTime(template: Template, node: NodeStatus): void {
    for (const deadline of this.#deadlines(template, node)) this.#run.wakeUnitAt(this, deadline);
  }

  #deadlines({ timeout, pendingTimeout }: Template, node: NodeStatus): readonly number[] {
    const after = (text: string | undefined) => {
      const seconds = text === undefined || text === "" ? undefined : goDurationSeconds(text);
      return seconds === undefined ? [] : [node.startedAt + seconds * 1000];
    };
    return [...after(timeout), ...(node.phase === "Pending" ? after(pendingTimeout) : [])];
  }
}
