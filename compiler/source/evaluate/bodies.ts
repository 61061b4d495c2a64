import type { ts } from "ts-morph";
import type { Scope } from "../scope.ts";
import { unknown, type Value } from "../value.ts";
import type { Evaluation } from "./evaluation.ts";
import { followDoomed, isAsync } from "./functions.ts";

/** Follows the body that a word got: it runs at once. An async one goes on when its word has ended. */
export function followBody(
  evaluation: Evaluation,
  word: string,
  body: Value | undefined,
  args: readonly Value[],
  _scope: Scope,
): Value {
  if (body?.kind !== "function") {
    if (body !== undefined) evaluation.release(body);
    return unknown;
  }
  if (isAsync(body)) evaluation.facts.asyncBodies.push({ word, node: body.node, module: body.module });
  const { state, bodyFunctions } = evaluation;
  bodyFunctions.add(body.node);
  const before = state.uncertain;
  state.uncertain = word === "pipeline" ? 0 : before + 1; // a pipeline's body runs once
  const returned = evaluation.call(body, args);
  state.uncertain = before;
  return returned;
}

/** What a word gives back for what its body returned: one ref for one, or else an object of refs. */
export function resultOf(returned: Value, node: ts.Node, scope: Scope): Value {
  const made = { node, module: scope.module };
  return returned.kind === "ref" ? { kind: "ref", sort: "value", made } : { kind: "handle", sort: "step", made };
}

/** Functions that a body made, from the `first` on, and nothing called: the tasks in them are never made. */
export function followUncalled(evaluation: Evaluation, first: number): void {
  const { functions } = evaluation.facts; // following one may make more
  for (let index = first; index < functions.length; index++) {
    const callee = functions[index]!;
    if (callee.life.reached) continue;
    const why = "is in a function that nothing calls";
    followDoomed(evaluation, callee, { kind: "never", why, node: callee.node, module: callee.module });
  }
}
