import type { EndFact, ScopeId } from "./nodes/ref-node.ts";
import { callerOf } from "./place.ts";
import { isRef, type ListRef, makeRef, type NumberRef, type Owner, type Ref, type RefOf, refNode, type TextRef } from "./ref.ts";
import { refuse } from "./refuse.ts";

/** How a run or a task ends. `Error` is what Kubernetes or Argo could not do, `Failed` what the step's program did. */
export type EndStatus = "Succeeded" | "Failed" | "Error";

/** One node of a run that did not end well. A try of a retried task is a node, and so is the task itself. */
export interface Failure {
  /** What people see in Argo's UI: the task, with the item of a loop or the number of a try. */
  readonly task: string;
  /** Why, in the words of the step, of Argo or of Kubernetes. */
  readonly message: string;
  readonly phase: "Failed" | "Error";
  /** The template that it called, which is called like its component. */
  readonly template: string;
  readonly pod: string;
  /** RFC 3339 in UTC. */
  readonly finishedAt: string;
}

/** What an exit handler knows of the run that has ended. */
export interface RunEnd {
  readonly status: TextRef<EndStatus>;
  /** What failed, in the order of time; empty after success. */
  readonly failures: ListRef<Failure[]>;
  /** The name of the Workflow. */
  readonly name: TextRef;
  /** How long it took, in seconds. */
  readonly duration: NumberRef;
  /**
   * What a task made, or null where it did not come so far. A failed task has what it had written.
   *
   * ```ts
   * onExit((run) => report({ auc: run.ifMade(fitted.auc).orElse(0) }));
   * ```
   *
   * Becomes a `globalName` of the output, and `workflow.outputs?.parameters?.['fit-auc']` in the handler.
   */
  ifMade<T>(output: Ref<T>): RefOf<T | null>;
}

/** @internal */
export function endRefs(scope: ScopeId, owner: Owner): RunEnd {
  const fact = (name: EndFact) => makeRef({ kind: "ended", scope, fact: name }, owner, factForms[name]);
  return Object.freeze({
    status: fact("status") as unknown as TextRef<EndStatus>,
    failures: fact("failures") as unknown as RunEnd["failures"],
    name: fact("name"),
    duration: fact("duration"),
    ifMade: function ifMade<T>(output: Ref<T>): RefOf<T | null> {
      const node = isRef(output) ? refNode(output, owner, ifMade) : undefined;
      if (node?.kind !== "output") return refuse("if-made-wants-an-output", {}, callerOf(ifMade));
      return makeRef({ kind: "left", scope, task: node.task, output: node.output }, owner) as unknown as RefOf<T | null>;
    },
  });
}

/** @internal How each fact stands in a text. */
export const factForms = { status: "text", name: "text", duration: "plain", failures: undefined } as const;
