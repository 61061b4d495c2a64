import type { DAGTask } from "../../compiler/argo/model.generated.ts";
import { dependsOnAll, evaluateDepends, parseDepends, type TaskResults } from "../../compiler/expression/depends.ts";
import type { Work } from "./caller.ts";
import { asControlError } from "./control-error.ts";
import type { DagBody } from "./dag-body.ts";
import { expandItems, isLoop } from "./expand-items.ts";
import { Item } from "./item.ts";
import { isFailure, isFulfilled, type NodeStatus } from "./node-status.ts";
import { resolveWork, workForItem } from "./resolve-work.ts";
import { joinTags } from "./substitute.ts";
import { Unit } from "./unit.ts";

/** One task of a DAG: waits for others, then makes a call, or one for each turn of its loop. */
export class DagTask extends Unit {
  readonly task: DAGTask;
  readonly rank: number;
  readonly nodeName: string;
  readonly #dag: DagBody;
  #items: readonly Item[] | undefined;
  readonly #connected = new Set<Item>();
  #isLooped = false;
  #firstOpen = 0;
  #isDone = false;

  constructor(dag: DagBody, owner: Unit, task: DAGTask, rank: number) {
    super(owner);
    this.#dag = dag;
    this.task = task;
    this.rank = rank;
    this.nodeName = `${dag.spec.name}.${task.name}`;
  }

  get #after(): readonly string[] {
    return this.#dag.graph.parents.get(this.task.name)!.map((parent) => `${this.#dag.spec.name}.${parent}`);
  }

  /** Its node and its hooks have ended, or it will not run. */
  get isDone(): boolean {
    return this.#isDone;
  }

  override wake(): void {
    this.#dag.taskWoke(this);
    super.wake();
  }

  protected override childWoke(): void {
    this.#dag.taskWoke(this);
  }

  /** Called when all that it waits for is done, and again whenever something of it has changed. */
  advance(): void {
    if (this.#isDone) return;
    this.settle();
    const { run } = this.#dag;
    const known = run.nodes.get(this.nodeName);
    if (this.#items === undefined) {
      if (known !== undefined && known.type === "Skipped") {
        this.#dag.connect(this.task.name, this.nodeName);
        this.#finish();
        return;
      }
      const { parents } = this.#dag.graph;
      try {
        if (!this.#dependsHold(parents.get(this.task.name)!)) {
          this.#skip("Omitted", "omitted: depends condition not met");
          return;
        }
        this.#expand();
      } catch (thrown) {
        const error = asControlError(thrown);
        if (error.kind === "waiting") {
          run.sleepers.waitForName(this.nodeName, error.message);
          return;
        }
        this.#skip("Error", error.message);
        return;
      }
      if (this.#isDone) return;
    }
    this.#advanceItems();
  }

  #dependsHold(parents: readonly string[]): boolean {
    const { depends, dependencies = [] } = this.task;
    if (parents.length === 0) return true;
    const continueOn = (name: string) => this.#dag.graph.tasks.get(name)?.continueOn;
    const logic = depends === undefined ? dependsOnAll(dependencies, continueOn) : parseDepends(depends, continueOn);
    return evaluateDepends(logic, new Map(logic.names.map((name) => [name, this.#resultsOf(name)])));
  }

  #resultsOf(name: string): TaskResults {
    const { run } = this.#dag;
    const node = run.nodes.get(`${this.#dag.spec.name}.${name}`)!;
    const items = node.type === "TaskGroup" ? node.children.map((child) => run.nodes.get(child)!) : [];
    return {
      Succeeded: node.phase === "Succeeded",
      Failed: node.phase === "Failed",
      Errored: node.phase === "Error",
      Skipped: node.phase === "Skipped",
      Omitted: node.phase === "Omitted",
      Daemoned: node.daemoned === true && node.phase !== "Pending",
      AnySucceeded: items.some(({ phase }) => phase === "Succeeded"),
      AllFailed: items.length > 0 && items.every(({ phase }) => phase === "Failed"),
    };
  }

  #expand(): void {
    const { run } = this.#dag;
    const scope = this.#dag.scopeFor(this.task);
    const work = resolveWork(this.task, scope, run.outputs.tags);
    this.#isLooped = isLoop(work);
    if (!this.#isLooped) {
      this.#items = [this.#item(work, "")];
      return;
    }
    const tags = joinTags(run.outputs.tags, scope.tags);
    const items = expandItems(work).map((item) => this.#item(workForItem(work, item, tags), item.suffix));
    if (items.length === 0) {
      this.#skip("Skipped", "Skipped, empty params");
      return;
    }
    this.#items = items;
    if (run.nodes.get(this.nodeName) === undefined) {
      const { spec, boundary } = this.#dag;
      run.initialize(
        {
          name: this.nodeName,
          displayName: this.task.name,
          boundary,
          caller: this.task,
          source: spec.source,
          after: this.#after,
        },
        "TaskGroup",
        "Running",
        {},
      );
    }
    this.#dag.connect(this.task.name, this.nodeName);
  }

  #item(work: Work, suffix: string): Item {
    const { run, boundary, spec } = this.#dag;
    return new Item(run, this, {
      name: `${this.nodeName}${suffix}`,
      displayName: `${this.task.name}${suffix}`,
      work,
      prefix: `tasks.${this.task.name}`,
      boundary,
      source: spec.source,
      depth: spec.depth,
      isExit: spec.isExit,
      after: this.#isLooped ? [] : this.#after,
      scope: () => this.#dag.scopeFor(this.task),
    });
  }

  #advanceItems(): void {
    const { run } = this.#dag;
    const items = this.#items!;
    let areDone = true;
    for (let at = this.#firstOpen; at < items.length; at++) {
      const item = items[at]!;
      if (item.isDone) {
        if (at === this.#firstOpen) this.#firstOpen++;
        continue;
      }
      const progress = item.advance();
      if (!this.#connected.has(item) && run.nodes.get(item.spec.name) !== undefined) this.#connect(item);
      if (item.isDone) continue;
      if (progress.error !== undefined) {
        if (progress.isWhenWrong === true || progress.error.kind === "depth") continue;
        if (run.nodes.get(item.spec.name) === undefined) continue;
        if (progress.error.kind === "timeout") run.mark(item.spec.name, "Failed", progress.error.message);
        else run.mark(item.spec.name, "Error", `task '${item.spec.name}' errored: ${progress.error.message}`);
        continue;
      }
      areDone = false;
      if (progress.isBlocked === true && progress.node === undefined) break;
    }
    if (areDone) this.#finishItems(items);
  }

  #connect(item: Item): void {
    this.#connected.add(item);
    if (this.#isLooped) this.#dag.run.nodes.addChild(this.nodeName, item.spec.name);
    else this.#dag.connect(this.task.name, item.spec.name);
  }

  #finishItems(items: readonly Item[]): void {
    const { run } = this.#dag;
    const nodes = items.map(({ spec }) => run.nodes.get(spec.name));
    if (nodes.some((node) => node === undefined || !isFulfilled(node))) return;
    if (this.#isLooped) {
      const failed = nodes.filter((node): node is NodeStatus => node !== undefined && isFailure(node.phase)).at(-1);
      run.mark(this.nodeName, failed?.phase ?? "Succeeded", "");
    }
    this.#finish();
  }

  #skip(phase: "Omitted" | "Skipped" | "Error", message: string): void {
    const { run, boundary } = this.#dag;
    run.skip(
      { name: this.nodeName, displayName: this.task.name, boundary, caller: this.task, after: this.#after },
      phase,
      message,
    );
    this.#dag.connect(this.task.name, this.nodeName);
    this.#finish();
  }

  #finish(): void {
    this.#isDone = true;
    this.#dag.taskDone(this);
  }
}
