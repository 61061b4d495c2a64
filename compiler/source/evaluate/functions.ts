import { ts } from "ts-morph";
import type { DoomedFate } from "../facts.ts";
import { Scope } from "../scope.ts";
import { type FunctionValue, join, lose, plain, unknown, type Value } from "../value.ts";
import type { Evaluation } from "./evaluation.ts";

/** Deeper than this, programs are not about pipelines. */
const maxDepth = 40;

/** A function of the author's, at the place where the program makes it. */
export function functionValue(node: ts.FunctionLikeDeclaration, scope: Scope): FunctionValue {
  return { kind: "function", node, scope, module: scope.module, life: { reached: false } };
}

export const isAsync = ({ node }: FunctionValue): boolean =>
  (ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);

/** Remembers a function that is made while a pipeline is built, to see later whether anything calls it. */
export function noteFunction({ state, facts }: Evaluation, value: FunctionValue): void {
  if (state.bodies.length > 0 && state.fate.kind !== "late") facts.functions.push(value);
}

/** Follows a call, with what is known of its arguments. */
export function followCall(evaluation: Evaluation, callee: FunctionValue, args: readonly Value[]): Value {
  const { state } = evaluation;
  const { node } = callee;
  callee.life.reached = true;
  const again = state.calls.filter((call) => call.callee.node === node).length;
  if (node.body === undefined || node.asteriskToken !== undefined || again > 1 || state.calls.length > maxDepth) {
    for (const arg of args) evaluation.release(arg);
    return unknown;
  }
  const scope = new Scope(callee.scope, callee.module, node);
  bindArguments(evaluation, node.parameters, args, scope);
  const call = { callee, returns: [] as Value[] };
  const fate = state.fate;
  state.calls.push(call);
  let goesOn = true;
  if (ts.isBlock(node.body)) goesOn = evaluation.statements(node.body.statements, scope);
  else call.returns.push(evaluation.value(node.body, scope));
  state.calls.pop();
  state.fate = fate;
  if (isAsync(callee)) {
    for (const value of call.returns) lose(value);
    return unknown;
  }
  if (goesOn) call.returns.push(...(ts.isBlock(node.body) ? [plain] : []));
  return call.returns.length === 0 ? plain : call.returns.reduce(join);
}

function bindArguments(
  evaluation: Evaluation,
  parameters: readonly ts.ParameterDeclaration[],
  args: readonly Value[],
  scope: Scope,
): void {
  for (const [index, { name, initializer, dotDotDotToken }] of parameters.entries()) {
    if (dotDotDotToken !== undefined) {
      evaluation.bind(name, { kind: "list", items: args.slice(index), open: false }, scope);
      continue;
    }
    const given = args[index];
    if (initializer === undefined) {
      evaluation.bind(name, given ?? plain, scope);
      continue;
    }
    const usual = given?.kind === "ref" || given?.kind === "handle" ? undefined : evaluation.value(initializer, scope);
    evaluation.bind(name, given === undefined ? usual! : usual === undefined ? given : join(given, usual), scope);
  }
}

/** Follows a function that may be called, by somebody whom nobody follows. */
export function followPerhaps(evaluation: Evaluation, callee: FunctionValue): void {
  if (callee.life.reached) return;
  evaluation.state.uncertain++;
  followCall(
    evaluation,
    callee,
    callee.node.parameters.map(() => unknown),
  );
  evaluation.state.uncertain--;
}

/** Follows a function that is called too late, or never. */
export function followDoomed(evaluation: Evaluation, callee: FunctionValue, fate: DoomedFate): void {
  evaluation.doomed(fate, () =>
    followCall(
      evaluation,
      callee,
      callee.node.parameters.map(() => unknown),
    ),
  );
}
