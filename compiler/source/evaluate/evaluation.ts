import type { ts } from "ts-morph";
import type { DoomedFate, Facts, Fate, UseKind } from "../facts.ts";
import type { ProjectModules } from "../project-modules.ts";
import type { Scope } from "../scope.ts";
import type { SourceModule } from "../source-module.ts";
import type { ComponentValue, FunctionValue, Value, VaryingCause } from "../value.ts";

/**
 * Following a program: each part of the evaluator knows the others by this alone.
 *
 * The program is run without values: what a name, a call or a property certainly is, as far as the syntax tells. Both sides of a
 * branch are followed, loops once, and functions as often as they are called.
 */
export interface Evaluation {
  readonly facts: Facts;
  readonly modules: ProjectModules;
  readonly state: State;
  /** Functions that are bodies of words: their parameters are refs. */
  readonly bodyFunctions: WeakSet<ts.Node>;

  value(node: ts.Expression, scope: Scope): Value;
  /** What an expression was when it was followed the last time. */
  valueBefore(node: ts.Expression): Value;
  /** @returns whether what comes after them can be reached */
  statements(nodes: readonly ts.Statement[], scope: Scope): boolean;
  /** Gives the names of a pattern their values. */
  bind(pattern: ts.BindingName, value: Value, scope: Scope): void;
  /** Gives a value to what stands on the left of `=`. */
  assign(target: ts.Expression, value: Value, scope: Scope): void;
  member(owner: Value, name: string, node: ts.Expression, scope: Scope): Value;
  /** Follows a call of a function of the author's. */
  call(callee: FunctionValue, args: readonly Value[]): Value;
  /** A value goes where nobody follows it: its functions may be called, its lists may grow. */
  release(value: Value): void;
  exported(module: SourceModule, name: string): Value;
  packageMember(name: string, member: string): Value;
  /** Notes a value where JavaScript wants one of now. */
  use(kind: UseKind, node: ts.Node, within: ts.Node, value: Value, scope: Scope): void;
  /** Does something while all tasks that it makes have another fate. */
  doomed<T>(fate: DoomedFate, follow: () => T): T;
}

/** Where the reader is in the program. */
export interface State {
  /** Calls of functions that are being followed, the outermost first. */
  readonly calls: Call[];
  /** The bodies of pipelines that are running. */
  readonly bodies: Body[];
  /** What decides, at every compile anew, whether this place is reached. */
  readonly deciding: VaryingCause[];
  /** Branches, loops and callbacks around this place: it may be reached several times, or not at all. */
  uncertain: number;
  /** `try` blocks around this place. */
  tries: number;
  fate: Fate;
  /** Expressions that may still be followed. */
  budget: number;
}

export interface Call {
  readonly callee: FunctionValue;
  readonly returns: Value[];
}

/** A call whose arguments have been followed. */
export interface FollowedCall {
  readonly node: ts.CallExpression;
  readonly args: readonly Value[];
  readonly scope: Scope;
}

export interface Body {
  readonly uses: Set<ComponentValue>;
}
