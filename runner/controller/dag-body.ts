import type { DAGTask } from "../../compiler/argo/model.generated.ts";
import type { Body, BodySpec } from "./body.ts";
import { type Boundary, boundaryOf } from "./boundary.ts";
import { asControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import { type DagGraph, dagGraph } from "./dag-graph.ts";
import { dagPhase } from "./dag-phase.ts";
import { DagTask } from "./dag-task.ts";
import { Heap } from "./heap.ts";
import type { Invocation, Progress } from "./invocation.ts";
import { isFull } from "./limits.ts";
import { isFulfilled, type NodeStatus } from "./node-status.ts";
import { outboundOf } from "./outbound.ts";
import { stopDaemons } from "./pod-stops.ts";
import { inputsOf } from "./process-args.ts";
import { addItems, addNode, type LocalScope, scopeOfInputs } from "./scope.ts";
import { isAncestor, mentionedTasks, outputsText, textOf } from "./task-scope.ts";
import { templateOutputs } from "./template-outputs.ts";

/** Runs the tasks of a DAG, each when what it depends on has ended. It keeps count, so that a look costs what has changed. */
export class DagBody implements Body {
  readonly run: Controller;
  readonly spec: BodySpec;
  readonly boundary: Boundary;
  readonly graph: DagGraph;
  readonly #tasks: ReadonlyMap<string, DagTask>;
  readonly #byRank: readonly DagTask[];
  /** How many tasks each one still waits for. */
  readonly #waitsFor = new Map<string, number>();
  /** Ranks of the tasks to look at: those that have begun, and those that may begin now. */
  readonly #due = new Heap();
  readonly #fresh = new Heap();
  #open: number;
  readonly #unit: Invocation;

  constructor(run: Controller, unit: Invocation, spec: BodySpec) {
    this.run = run;
    this.spec = spec;
    this.#unit = unit;
    this.boundary = boundaryOf(spec.name, spec.template);
    this.graph = dagGraph(spec.template.dag!);
    this.#byRank = this.graph.order.map((name, rank) => new DagTask(this, unit, this.graph.tasks.get(name)!, rank));
    this.#tasks = new Map(this.#byRank.map((task) => [task.task.name, task]));
    this.#open = this.#byRank.length;
    for (const task of this.#byRank) {
      const count = this.graph.parents.get(task.task.name)!.length;
      this.#waitsFor.set(task.task.name, count);
      if (count === 0) this.#mayBegin(task);
    }
  }

  advance(): Progress {
    const { run, spec } = this;
    const known = run.nodes.get(spec.name);
    if (known === undefined || known.phase === "Pending")
      run.initialize(spec, "DAG", "Running", { template: spec.template, inputs: inputsOf(spec.template) });
    for (let rank = this.#next(); rank !== undefined; rank = this.#next()) this.#byRank[rank]!.advance();
    const node = run.nodes.get(spec.name)!;
    return this.#open > 0 || isFulfilled(node) ? { node } : this.#finish();
  }

  /** The next task to look at. None begins while as many run as may: then whoever ends wakes this DAG. */
  #next(): number | undefined {
    const due = this.#due.pop();
    if (due !== undefined) return due;
    if (!isFull(this.run, this.boundary)) return this.#fresh.pop();
    this.run.sleepers.waitForRoom(this.#unit);
    return undefined;
  }

  taskWoke(task: DagTask): void {
    if (this.#waitsFor.get(task.task.name) === 0) this.#due.push(task.rank);
  }

  taskDone({ task }: DagTask): void {
    this.#open--;
    for (const child of this.graph.children.get(task.name)!) {
      const count = this.#waitsFor.get(child)! - 1;
      this.#waitsFor.set(child, count);
      const next = this.#tasks.get(child);
      if (count === 0 && next !== undefined) this.#mayBegin(next);
    }
  }

  /** In a run that goes on, it may have begun already. */
  #mayBegin({ nodeName, rank }: DagTask): void {
    (this.run.nodes.get(nodeName) === undefined ? this.#fresh : this.#due).push(rank);
  }

  #finish(): Progress {
    const { run, spec, graph } = this;
    const { name, template } = spec;
    const phases = new Map(graph.order.map((task) => [task, run.nodes.get(`${name}.${task}`)!.phase]));
    const phase = dagPhase(graph, phases);
    if (phase !== "Succeeded") return { node: this.#end(phase, "") };
    try {
      const mentioned = mentionedTasks(outputsText(template), graph).filter((task) => this.#tasks.has(task));
      const outputs = templateOutputs(template, this.#scopeOf(mentioned), run.outputs.tags);
      if (outputs !== undefined) {
        run.nodes.update(name, { outputs });
        run.outputs.say(template, outputs);
      }
    } catch (thrown) {
      const error = asControlError(thrown);
      return { node: this.#end("Error", error.message), error };
    }
    return { node: this.#end("Succeeded", "") };
  }

  #end(phase: NodeStatus["phase"], message: string): NodeStatus {
    const { run, spec, graph } = this;
    const outbound = graph.targets.toSorted().flatMap((task) => outboundOf(`${spec.name}.${task}`, run));
    run.nodes.update(spec.name, { outbound });
    const node = run.mark(spec.name, phase, message);
    stopDaemons(run, spec.name);
    return node;
  }

  /** What a task sees: the outputs of those before it, of which only those are looked up that it speaks of. */
  scopeFor(task: DAGTask): LocalScope {
    const mentioned = mentionedTasks(textOf(task), this.graph);
    const hooked = task.hooks === undefined ? [] : mentionedTasks(task.hooks, this.graph);
    const names = new Set([...mentioned, ...hooked]);
    return this.#scopeOf([...names].filter((name) => isAncestor(name, task.name, this.graph)));
  }

  #scopeOf(tasks: readonly string[]): LocalScope {
    const { run, spec } = this;
    const scope = scopeOfInputs(spec.template);
    for (const name of tasks) {
      const node = run.nodes.get(`${spec.name}.${name}`);
      if (node === undefined) continue;
      const prefix = `tasks.${name}`;
      addNode(scope, prefix, node, run.declaredBy(this.graph.tasks.get(name)!, spec.source), run.nodes);
      if (node.type === "TaskGroup")
        addItems(
          scope,
          prefix,
          node.children.flatMap((child) => run.nodes.get(child) ?? []),
        );
    }
    for (const [name, artifact] of run.outputs.artifacts) scope.artifacts.set(name, artifact);
    return scope;
  }

  /** Draws what comes before a node of a task: the template, or the ends of what it depends on. */
  connect(task: string, node: string): void {
    const { run, spec, graph } = this;
    const parents = graph.parents.get(task)!;
    if (parents.length === 0) {
      run.nodes.addChild(spec.name, node);
      return;
    }
    for (const parent of parents) for (const end of outboundOf(`${spec.name}.${parent}`, run)) run.nodes.addChild(end, node);
  }
}
