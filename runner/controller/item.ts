import { evaluateWhen } from "../../compiler/expression/when.ts";
import type { Work } from "./caller.ts";
import { asControlError, ControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import { type HookPlace, Hooks } from "./hooks.ts";
import { Invocation, type Progress } from "./invocation.ts";
import { isFulfilled } from "./node-status.ts";
import { Unit } from "./unit.ts";

/** One call that a step or a task makes: it makes one, or one for each turn of its loop. */
export interface ItemSpec extends HookPlace {
  readonly name: string;
  readonly displayName: string;
}

export interface ItemProgress extends Progress {
  /** The node has ended, and so have its hooks. */
  readonly isDone: boolean;
  /** The condition itself is wrong. */
  readonly isWhenWrong?: boolean;
}

export class Item extends Unit {
  readonly spec: ItemSpec;
  readonly #run: Controller;
  readonly #hooks: Hooks;
  #invocation: Invocation | undefined;
  #isDone = false;

  constructor(run: Controller, owner: Unit, spec: ItemSpec) {
    super(owner);
    this.#run = run;
    this.spec = spec;
    this.#hooks = new Hooks(run, this, spec);
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  advance(): ItemProgress {
    const node = this.#run.nodes.get(this.spec.name);
    if (node !== undefined && (this.#isDone || !this.isAwake)) return { node, isDone: this.#isDone };
    this.settle();
    if (node === undefined || node.type !== "Skipped" || this.#invocation !== undefined) {
      const refused = node === undefined ? this.#refusal() : undefined;
      if (refused !== undefined) {
        this.#isDone = refused.isDone;
        return refused;
      }
      this.#invocation ??= this.#invoke();
      const progress = this.#invocation.advance();
      if (progress.node === undefined || progress.error !== undefined) return { ...progress, isDone: false };
      const hooks = this.#hooks.advance(progress.node);
      if (hooks.error !== undefined) return { ...progress, error: hooks.error, isDone: false };
      this.#isDone = isFulfilled(progress.node) && hooks.areDone;
      return { ...progress, isDone: this.#isDone };
    }
    this.#isDone = true; // a skipped node of a run that goes on
    return { node, isDone: true };
  }

  /** A node that does not run, because of its condition. */
  #refusal(): ItemProgress | undefined {
    const { name, displayName, work, boundary, after } = this.spec;
    const place = { name, displayName, boundary, caller: work, after };
    const when = work.when ?? "";
    try {
      if (evaluateWhen(when)) return undefined;
    } catch (thrown) {
      const error = asControlError(thrown);
      return {
        node: this.#run.skip(place, "Error", error.message),
        error: new ControlError(error.message),
        isDone: true,
        isWhenWrong: true,
      };
    }
    return { node: this.#run.skip(place, "Skipped", `when '${when}' evaluated false`), isDone: true };
  }

  #invoke(): Invocation {
    const { name, displayName, work, source, boundary, depth, isExit, after } = this.spec;
    return new Invocation(this.#run, this, {
      name,
      displayName,
      caller: callerOf(work),
      source,
      args: work.arguments ?? {},
      boundary,
      depth: depth + 1,
      after,
      isExit,
    });
  }
}

export const callerOf = ({ template, templateRef, inline }: Work) => ({
  ...(template !== undefined && template !== "" && { template }),
  ...(templateRef !== undefined && { templateRef }),
  ...(inline !== undefined && { inline }),
});
