import { ts } from "ts-morph";
import { type DoomedFate, Facts, lenient, type UseKind } from "../facts.ts";
import type { ProjectModules } from "../project-modules.ts";
import type { Scope } from "../scope.ts";
import type { SourceModule } from "../source-module.ts";
import { unwrapped } from "../unwrapped.ts";
import { type FunctionValue, isOfTheRun, partsOf, unknown, type Value } from "../value.ts";
import { assignTo, bindPattern } from "./bindings.ts";
import { isMeantAsRef } from "./certainty.ts";
import type { Evaluation, State } from "./evaluation.ts";
import { followExpression } from "./expressions.ts";
import { followCall, followPerhaps } from "./functions.ts";
import { followMember } from "./members.ts";
import { type Exports, FollowedModules } from "./modules.ts";
import { followStatements } from "./statements.ts";

/** Expressions that are followed before the reader gives up: programs that need more do not only describe a pipeline. */
const wholeBudget = 500_000;

const fresh = (): State => ({
  calls: [],
  bodies: [],
  deciding: [],
  uncertain: 0,
  tries: 0,
  fate: { kind: "now" },
  budget: wholeBudget,
});

/** Follows the author's program; see `Evaluation`. */
export class Evaluator implements Evaluation {
  readonly facts = new Facts();
  readonly modules: ProjectModules;
  readonly state = fresh();
  readonly bodyFunctions = new WeakSet<ts.Node>();
  readonly #followed = new FollowedModules(this, fresh);
  readonly #before = new WeakMap<ts.Node, Value>();

  constructor(modules: ProjectModules) {
    this.modules = modules;
  }

  /** Follows a module from its top, and everything that it calls. */
  follow(module: SourceModule): void {
    this.#followed.follow(module);
  }

  /** Whether all of the program has been followed. */
  get isComplete(): boolean {
    return this.state.budget > 0;
  }

  exportsOf(module: SourceModule): Exports {
    return this.#followed.exportsOf(module);
  }

  value(node: ts.Expression, scope: Scope): Value {
    if (this.state.budget-- <= 0) return unknown;
    const value = followExpression(this, node, scope);
    this.#before.set(unwrapped(node), value);
    return value;
  }

  valueBefore(node: ts.Expression): Value {
    return this.#before.get(unwrapped(node)) ?? unknown;
  }

  statements(nodes: readonly ts.Statement[], scope: Scope): boolean {
    return followStatements(this, nodes, scope);
  }

  bind(pattern: ts.BindingName, value: Value, scope: Scope): void {
    bindPattern(this, pattern, value, scope);
  }

  assign(target: ts.Expression, value: Value, scope: Scope): void {
    assignTo(this, unwrapped(target), value, scope);
  }

  member(owner: Value, name: string, node: ts.Expression, scope: Scope): Value {
    return followMember(this, owner, name, node, scope);
  }

  call(callee: FunctionValue, args: readonly Value[]): Value {
    return followCall(this, callee, args);
  }

  release(value: Value): void {
    if (value.kind === "function") followPerhaps(this, value);
    if (value.kind === "list") value.open = true;
    for (const part of partsOf(value)) if (part !== value) this.release(part);
  }

  exported(module: SourceModule, name: string): Value {
    return this.#followed.exported(module, name);
  }

  packageMember(name: string, member: string): Value {
    if (name === "pipewright") return { kind: "word", name: member };
    if (name === "pipewright/components" && member !== "default") return { kind: "component", name: member };
    return unknown;
  }

  use(kind: UseKind, given: ts.Node, within: ts.Node, value: Value, scope: Scope): void {
    if (this.state.fate.kind === "never") return;
    const node = ts.isExpression(given) ? unwrapped(given) : given;
    const isMeant = !lenient.has(kind) || !isOfTheRun(value) || isMeantAsRef(kind, node, scope, this.bodyFunctions);
    this.facts.use(kind, { node, within, module: scope.module }, isMeant ? value : unknown);
  }

  doomed<T>(fate: DoomedFate, follow: () => T): T {
    const before = this.state.fate;
    if (before.kind === "now") this.state.fate = fate;
    this.state.uncertain++;
    try {
      return follow();
    } finally {
      this.state.uncertain--;
      this.state.fate = before;
    }
  }
}
