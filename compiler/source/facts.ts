import type { ts } from "ts-morph";
import {
  type ComponentValue,
  type FunctionValue,
  type HandleValue,
  isOfTheRun,
  type RefValue,
  type SourceNode,
  type Value,
  type VaryingCause,
} from "./value.ts";

/** The ways in which JavaScript makes a value of now out of what it gets. */
export type UseKind =
  | "branch"
  | "and"
  | "or"
  | "not"
  | "nullish"
  | "equality"
  | "order"
  | "text"
  | "arithmetic"
  | "json"
  | "list"
  | "key"
  | "await"
  | "type";

/**
 * Uses that do no harm where the value may be missing or of another kind: a helper may ask `if (other)` of what is optional.
 * These count only when the value was a ref whenever the reader came by; any other use fails with the first ref.
 */
export const lenient: ReadonlySet<UseKind> = new Set(["branch", "and", "or", "not", "nullish", "equality", "type"]);

/** A ref where JavaScript wants a value of now. */
export interface Use extends SourceNode {
  readonly kind: UseKind;
  /** The whole construct: the `if`, the comparison. */
  readonly within: ts.Node;
  readonly value: RefValue | HandleValue;
}

/** What becomes of a task: it is made while the pipeline is built, after that, or never. */
export type Fate = { readonly kind: "now" } | DoomedFate;

export interface DoomedFate extends SourceNode {
  readonly kind: "late" | "never";
  /** Why, as the middle of a sentence. */
  readonly why: string;
}

/** A use of a component. */
export interface TaskFact extends SourceNode {
  readonly component: ComponentValue;
  readonly fate: Fate;
}

/** A value that differs, and what of the manifest it decides. */
export interface VaryingFact {
  readonly cause: VaryingCause;
  readonly into: string;
  readonly at: SourceNode;
}

export interface ComponentFact {
  readonly component: ComponentValue & { readonly defined: SourceNode };
  /** Whether the body of a pipeline was running. */
  readonly inBody: boolean;
}

/** The body of a word that is an async function. */
export interface AsyncBodyFact extends SourceNode {
  readonly word: string;
}

/** A file that is read while a module loads. */
export interface FileReadFact extends SourceNode {
  readonly path: string;
}

/** A module's variable that got a ref, while a body ran. */
export interface SharedRefFact extends SourceNode {
  readonly name: string;
  readonly owner: SourceNode;
}

/** What following the author's program has brought to light; the rules judge it. */
export class Facts {
  readonly tasks: TaskFact[] = [];
  readonly varying: VaryingFact[] = [];
  readonly components: ComponentFact[] = [];
  readonly asyncBodies: AsyncBodyFact[] = [];
  readonly fileReads: FileReadFact[] = [];
  readonly sharedRefs: SharedRefFact[] = [];
  /** Calls that make a condition, whose result is dropped. */
  readonly droppedConditions: SourceNode[] = [];
  /** Names of constants that hold a condition and are never read. */
  readonly unreadConditions: SourceNode[] = [];
  readonly functions: FunctionValue[] = [];
  readonly #uses = new Map<ts.Node, Map<UseKind, Use | "not always">>();

  /** Remembers what was found where a value of now is wanted. */
  use(kind: UseKind, use: SourceNode & { readonly within: ts.Node }, value: Value): void {
    const known = this.#uses.get(use.node) ?? new Map<UseKind, Use | "not always">();
    this.#uses.set(use.node, known);
    if (!isOfTheRun(value)) {
      if (lenient.has(kind)) known.set(kind, "not always");
    } else if (!known.has(kind)) known.set(kind, { ...use, kind, value });
  }

  get uses(): readonly Use[] {
    return [...this.#uses.values()].flatMap((kinds) => [...kinds.values()].filter((use) => use !== "not always"));
  }
}
