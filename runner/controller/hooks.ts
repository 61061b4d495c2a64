import type { Arguments, LifecycleHook } from "../../compiler/argo/model.generated.ts";
import type { Boundary } from "./boundary.ts";
import type { Work } from "./caller.ts";
import { asControlError, type ControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import { exitHookOf } from "./exit-hook.ts";
import { Invocation, type Progress } from "./invocation.ts";
import { isCompleted, isFulfilled, type NodeStatus } from "./node-status.ts";
import { resolveArtifact } from "./resolve-artifact.ts";
import { addNode, addOutputs, type LocalScope } from "./scope.ts";
import type { TemplateSource } from "./submission.ts";
import { evaluateCondition, joinTags, substitute } from "./substitute.ts";
import type { Unit } from "./unit.ts";

/** Where hooks hang: on a step, a task or an item of a loop. */
export interface HookPlace {
  readonly work: Work;
  /** `steps.a` or `tasks.a`. */
  readonly prefix: string;
  readonly boundary: Boundary;
  readonly source: TemplateSource;
  readonly depth: number;
  readonly isExit: boolean;
  readonly after: readonly string[];
  /** What the step sees. */
  readonly scope: () => LocalScope;
}

/** What has begun beside a node or behind it. */
export class Hooks {
  readonly #run: Controller;
  readonly #owner: Unit;
  readonly #place: HookPlace;
  readonly #begun = new Map<string, Invocation>();

  constructor(run: Controller, owner: Unit, place: HookPlace) {
    this.#run = run;
    this.#owner = owner;
    this.#place = place;
  }

  get areNone(): boolean {
    const { hooks, onExit } = this.#place.work;
    return onExit === undefined && (hooks === undefined || Object.keys(hooks).length === 0);
  }

  /** Looks after the hooks of a node. @returns whether all that have begun are done, and none will begin */
  advance(node: NodeStatus): { readonly areDone: boolean; readonly error?: ControlError } {
    if (this.areNone) return { areDone: true };
    let areDone = true;
    try {
      for (const [name, hook] of Object.entries(this.#place.work.hooks ?? {})) {
        if (name === "exit") continue;
        const begun =
          this.#begun.get(name) ??
          (this.#run.nodes.get(`${node.name}.hooks.${name}`) !== undefined || this.#holds(hook, node)
            ? this.#begin(name, `${node.name}.hooks.${name}`, `${node.displayName}.hooks.${name}`, hook, node)
            : undefined);
        if (begun !== undefined && !this.#goOn(begun, node)) areDone = false;
      }
      if (!isFulfilled(node)) return { areDone: false };
      if (isCompleted(node.phase) && !this.#advanceExit(node)) areDone = false;
      return { areDone };
    } catch (error) {
      return { areDone: false, error: asControlError(error) };
    }
  }

  #advanceExit(node: NodeStatus): boolean {
    const hook = exitHookOf(this.#place.work);
    if (hook === undefined || !this.#run.mayStart(true)) return true;
    let exit = this.#begun.get("exit");
    if (exit === undefined) {
      if (hook.expression !== undefined && hook.expression !== "" && !this.#holds(hook, node)) return true;
      exit = this.#begin("exit", `${node.name}.onExit`, `${node.displayName}.onExit`, hook, node);
    }
    return this.#goOn(exit, node);
  }

  #holds({ expression = "" }: LifecycleHook, node: NodeStatus): boolean {
    const { tags } = this.#scopeWith(node);
    return evaluateCondition(expression, joinTags(this.#run.outputs.tags, tags));
  }

  #scopeWith(node: NodeStatus): LocalScope {
    const { scope, prefix } = this.#place;
    const around = scope();
    const whole: LocalScope = { tags: new Map(around.tags), artifacts: new Map(around.artifacts) };
    const { outputs: _, ...bare } = node;
    addNode(whole, prefix, bare, undefined, this.#run.nodes);
    return whole;
  }

  #begin(key: string, name: string, displayName: string, hook: LifecycleHook, node: NodeStatus): Invocation {
    const { boundary, source, depth } = this.#place;
    const { template, templateRef } = hook;
    const hookNode = new Invocation(this.#run, this.#owner, {
      name,
      displayName,
      caller: { ...(template !== undefined && { template }), ...(templateRef !== undefined && { templateRef }) },
      source,
      args: this.#argsOf(hook, node),
      boundary,
      depth: depth + 1,
      hooked: true,
      after: [node.name],
      isExit: true,
    });
    this.#begun.set(key, hookNode);
    return hookNode;
  }

  /** A hook knows the parameters and artifacts that its node left, but not what it printed. */
  #argsOf({ arguments: given }: LifecycleHook, node: NodeStatus): Arguments {
    if (given === undefined) return {};
    const scope = this.#scopeWith(node);
    const { result: _, exitCode: __, ...outputs } = node.outputs ?? {};
    addOutputs(scope, this.#place.prefix, outputs);
    const tags = joinTags(this.#run.outputs.tags, scope.tags);
    const resolved = substitute(given, tags, "none");
    const artifacts = resolved.artifacts?.map((artifact) =>
      artifact.from === undefined && artifact.fromExpression === undefined ? artifact : resolveArtifact(artifact, scope, tags),
    );
    return { ...resolved, ...(artifacts && { artifacts }) };
  }

  #goOn(hook: Invocation, node: NodeStatus): boolean {
    const progress: Progress = hook.advance();
    if (progress.node !== undefined) this.#run.nodes.addChild(node.name, progress.node.name);
    return progress.node !== undefined && isFulfilled(progress.node);
  }
}
