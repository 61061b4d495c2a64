import type { WorkflowStep } from "../../compiler/argo/model.generated.ts";
import type { Boundary } from "./boundary.ts";
import type { Work } from "./caller.ts";
import { asControlError, type ControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import { expandItems, isLoop } from "./expand-items.ts";
import { Item } from "./item.ts";
import type { NodeStatus } from "./node-status.ts";
import { resolveWork, workForItem } from "./resolve-work.ts";
import { addItems, addNode, type LocalScope } from "./scope.ts";
import type { TemplateSource } from "./submission.ts";
import { joinTags } from "./substitute.ts";
import { Unit } from "./unit.ts";

export interface StepGroupSpec {
  readonly name: string;
  readonly displayName: string;
  readonly steps: readonly WorkflowStep[];
  readonly boundary: Boundary;
  /** What the groups before have left. */
  readonly scope: LocalScope;
  readonly source: TemplateSource;
  readonly depth: number;
  /** The group before it. */
  readonly after: readonly string[];
  readonly isExit: boolean;
}

/** One step of the group: its calls, one or as many as its loop has turns. */
interface Step {
  readonly work: Work;
  readonly isLooped: boolean;
  readonly items: readonly Item[];
}

/** Steps that run side by side. */
export class StepGroup extends Unit {
  readonly spec: StepGroupSpec;
  readonly #run: Controller;
  #steps: readonly Step[] | undefined;
  /** Calls that can't begin for want of depth: they have failed. */
  readonly #tooDeep = new Set<Item>();
  #isDone = false;

  constructor(run: Controller, owner: Unit, spec: StepGroupSpec) {
    super(owner);
    this.#run = run;
    this.spec = spec;
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  advance(): NodeStatus {
    const run = this.#run;
    const { name, displayName, boundary } = this.spec;
    const node =
      run.nodes.get(name) ?? run.initialize({ name, displayName, boundary, after: this.spec.after }, "StepGroup", "Running", {});
    if (!this.isAwake) return node;
    this.settle();
    try {
      this.#steps ??= this.#expand();
    } catch (thrown) {
      const error = asControlError(thrown);
      if (error.kind === "waiting") {
        run.sleepers.waitForName(name, error.message);
        return node;
      }
      return this.#end("Error", error.message);
    }
    return this.#carryOn();
  }

  #carryOn(): NodeStatus {
    const run = this.#run;
    const { name } = this.spec;
    for (const { items } of this.#steps!) {
      for (const item of items) {
        if (item.isDone) continue;
        const progress = item.advance();
        if (progress.node !== undefined) run.nodes.addChild(name, progress.node.name);
        if (progress.isBlocked === true && progress.node === undefined) break; // the others of the loop can't begin either
        if (progress.error === undefined) continue;
        if (progress.error.kind === "depth") this.#tooDeep.add(item);
        const ended = this.#endedBy(item, progress.error, progress.isWhenWrong === true);
        if (ended !== undefined) return ended;
      }
    }
    if (this.#steps!.some(({ items }) => items.some((item) => !item.isDone && !this.#tooDeep.has(item))))
      return run.nodes.get(name)!;
    const failed = this.#firstFailure();
    return failed === undefined ? this.#end("Succeeded", "") : this.#end("Failed", `child '${failed}' failed`);
  }

  /** An error of a call ends the group at once, though others may still run; too deep a recursion is an ordinary failure. */
  #endedBy(item: Item, error: ControlError, isWhenWrong: boolean): NodeStatus | undefined {
    if (isWhenWrong) return this.#end("Error", error.message);
    if (error.kind === "depth") return undefined;
    if (error.kind === "timeout") return this.#end("Failed", error.message);
    return this.#end("Error", `step group deemed errored due to child ${item.spec.name} error: ${error.message}`);
  }

  #firstFailure(): string | undefined {
    for (const { work, items } of this.#steps!) {
      const { failed = false, error = false } = work.continueOn ?? {};
      for (const { spec } of items) {
        const phase = this.#run.nodes.get(spec.name)?.phase;
        if ((phase === "Failed" && !failed) || (phase === "Error" && !error)) return spec.name;
      }
    }
    return undefined;
  }

  #end(phase: NodeStatus["phase"], message: string): NodeStatus {
    this.#isDone = true;
    return this.#run.mark(this.spec.name, phase, message);
  }

  /** References are replaced in all steps before any of them begins. */
  #expand(): readonly Step[] {
    const { steps, scope } = this.spec;
    for (const [name, artifact] of this.#run.outputs.artifacts) scope.artifacts.set(name, artifact);
    const resolved = steps.map((step): Work => {
      try {
        return resolveWork(step, scope, this.#run.outputs.tags);
      } catch (thrown) {
        const error = asControlError(thrown);
        if (error.kind === "waiting") throw error;
        throw new Error(`failed to resolve references: ${error.message}`);
      }
    });
    return resolved.map((work) => this.#expandStep(work));
  }

  #expandStep(work: Work): Step {
    const { name, boundary } = this.spec;
    const step = `${name}.${work.name}`;
    if (!isLoop(work)) return { work, isLooped: false, items: [this.#item(work, "")] };
    const items = expandItems(work);
    if (items.length === 0) {
      const place = { name: step, displayName: work.name ?? "", boundary, caller: work };
      this.#run.skip(place, "Skipped", "Skipped, empty params");
      this.#run.nodes.addChild(name, step);
    }
    const tags = joinTags(this.#run.outputs.tags, this.spec.scope.tags);
    return { work, isLooped: true, items: items.map((item) => this.#item(workForItem(work, item, tags), item.suffix)) };
  }

  #item(work: Work, suffix: string): Item {
    const { name, boundary, source, depth, isExit, scope } = this.spec;
    return new Item(this.#run, this, {
      name: `${name}.${work.name}${suffix}`,
      displayName: `${work.name}${suffix}`,
      work,
      prefix: `steps.${work.name}`,
      boundary,
      source,
      depth,
      isExit,
      after: [],
      scope: () => scope,
    });
  }

  /** Adds what the steps have left, for the groups after this one. */
  addTo(scope: LocalScope): void {
    const { nodes } = this.#run;
    for (const { work, isLooped, items } of this.#steps ?? []) {
      const prefix = `steps.${work.name}`;
      const ended = items.flatMap(({ spec }) => nodes.get(spec.name) ?? []);
      const skipped = items.length === 0 ? nodes.get(`${this.spec.name}.${work.name}`) : undefined;
      if (isLooped && skipped === undefined) {
        scope.tags.set(`${prefix}.status`, "Succeeded");
        addItems(scope, prefix, ended);
      } else
        for (const node of skipped === undefined ? ended : [skipped])
          addNode(scope, prefix, node, this.#run.declaredBy(work, this.spec.source), nodes);
    }
  }
}
