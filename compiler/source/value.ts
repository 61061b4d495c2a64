import type { ts } from "ts-morph";
import type { Scope } from "./scope.ts";
import type { SourceModule } from "./source-module.ts";

/** What the reader knows of a value while it follows the author's program. Only what is certain is said; the rest is `unknown`. */
export type Value =
  | UnknownValue
  | PlainValue
  | RefValue
  | HandleValue
  | FunctionValue
  | ComponentValue
  | PipelineValue
  | WordValue
  | PackageValue
  | ModuleValue
  | PlatformValue
  | ObjectValue
  | ListValue
  | VaryingValue;

/** A place of the author's program. */
export interface SourceNode {
  readonly node: ts.Node;
  readonly module: SourceModule;
}

/** Anything. */
export interface UnknownValue {
  readonly kind: "unknown";
}

/** Certainly a value of now: neither a ref nor something made of refs. */
export interface PlainValue {
  readonly kind: "plain";
  /** Its text, where it is a piece of text that the program spells out. */
  readonly text?: string;
  /** What a test of a ref's type says: `typeof rows === "number"` is false, whatever the value will be. */
  readonly truth?: boolean;
}

/** Certainly a ref. */
export interface RefValue {
  readonly kind: "ref";
  readonly sort: "value" | "condition" | "item";
  /** What made it. */
  readonly made: SourceNode;
  /** Where its schema stands; absent where that is not known. */
  readonly schema?: SchemaPlace;
}

/** Where the author spells out what a value is. */
export interface SchemaPlace {
  /** The call of `component(...)` or `pipeline(...)`. */
  readonly spec: SourceNode;
  readonly key: "outputs" | "params";
  readonly name: string;
}

/** What a word that makes steps returned, or the parameters of a body: an object whose properties are refs. */
export interface HandleValue {
  readonly kind: "handle";
  readonly sort: "task" | "step" | "parameters";
  readonly made: SourceNode;
  /** Where the schemas of its properties stand; absent where that is not known. */
  readonly schemas?: Omit<SchemaPlace, "name">;
}

/** A function of the author's, with the variables around it. */
export interface FunctionValue extends SourceNode {
  readonly kind: "function";
  readonly node: ts.FunctionLikeDeclaration;
  readonly scope: Scope;
  readonly life: FunctionLife;
}

/** What became of a function; the only thing about it that changes. */
export interface FunctionLife {
  /** It has been followed, or has gone where it may be called. */
  reached: boolean;
}

/** What `component(...)` returned. */
export interface ComponentValue {
  readonly kind: "component";
  /** Absent where the program does not spell it out. */
  readonly name?: string;
  /** Absent for Pipewright's own. */
  readonly defined?: SourceNode;
  readonly run?: FunctionValue;
  /** The module that its `run` loads. */
  readonly runModule?: SourceModule;
}

/** What `pipeline(...)` returned. */
export interface PipelineValue {
  readonly kind: "pipeline";
  /** The components of the tasks in it. */
  readonly uses: ReadonlySet<ComponentValue>;
}

/** A word of Pipewright's. */
export interface WordValue {
  readonly kind: "word";
  readonly name: string;
}

/** Everything that a package exports. */
export interface PackageValue {
  readonly kind: "package";
  readonly name: string;
}

/** Everything that a module of the author's exports. */
export interface ModuleValue {
  readonly kind: "module";
  readonly module: SourceModule;
}

/** Something of JavaScript's or Node's own, by its full name: `Math.max`, `node:fs.readFileSync`. */
export interface PlatformValue {
  readonly kind: "platform";
  readonly path: string;
}

export interface ObjectValue {
  readonly kind: "object";
  readonly members: Map<string, Value>;
  /** What was spread into it. */
  readonly bases: Value[];
}

export interface ListValue {
  readonly kind: "list";
  readonly items: Value[];
  /** Whether there may be more or fewer items, like those that are known. */
  open: boolean;
}

/** A value that differs between two compiles, or between two machines. */
export interface VaryingValue {
  readonly kind: "varying";
  readonly cause: VaryingCause;
}

export interface VaryingCause extends SourceNode {
  readonly sort: "time" | "random" | "environment";
  /** By its full name: `Date.now`, `process.env.REGISTRY`. */
  readonly path: string;
}

export const unknown: UnknownValue = Object.freeze({ kind: "unknown" });
export const plain: PlainValue = Object.freeze({ kind: "plain" });

/** What a value is when it may be either. */
export function join(left: Value | undefined, right: Value | undefined): Value {
  if (left === undefined) return right ?? unknown;
  if (right === undefined || left === right) return left;
  if (left.kind === "plain" && right.kind === "plain")
    return left.text === right.text && left.truth === right.truth ? left : plain;
  if (left.kind === "ref" && right.kind === "ref")
    return { kind: "ref", sort: left.sort === right.sort ? left.sort : "value", made: left.made };
  if (left.kind === "handle" && right.kind === "handle")
    return { kind: "handle", sort: left.sort === right.sort ? left.sort : "step", made: left.made };
  if (left.kind === "component" && right.kind === "component") return { kind: "component" };
  lose(left);
  lose(right);
  return unknown;
}

/** A value is followed no further: what becomes of the functions in it is not known any more. */
export function lose(value: Value): void {
  if (value.kind === "function") value.life.reached = true;
  for (const part of partsOf(value)) if (part !== value) lose(part);
}

/** What a list or an object holds, as far as it is known. */
export function partsOf(value: Value): readonly Value[] {
  if (value.kind === "list") return value.items;
  return value.kind === "object" ? [...value.members.values(), ...value.bases] : [];
}

/** Whether it stands for what will exist when the pipeline runs. */
export const isOfTheRun = (value: Value): value is RefValue | HandleValue => value.kind === "ref" || value.kind === "handle";
