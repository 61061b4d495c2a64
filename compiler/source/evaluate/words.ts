import { ts } from "ts-morph";
import type * as dsl from "../../../dsl/index.ts";
import { unwrapped } from "../unwrapped.ts";
import {
  type ComponentValue,
  type FunctionValue,
  lose,
  type PipelineValue,
  plain,
  type RefValue,
  unknown,
  type Value,
} from "../value.ts";
import { followBody, followUncalled, resultOf } from "./bodies.ts";
import type { Evaluation, FollowedCall } from "./evaluation.ts";
import { noteVarying } from "./varying.ts";

type Word = (evaluation: Evaluation, call: FollowedCall, name: string) => Value;

/** What each word of Pipewright does with what it gets; of any other word nothing is known but that it calls its functions at once. */
const words: Readonly<Partial<Record<keyof typeof dsl, Word>>> = {
  component: makeComponent,
  container: makeComponent,
  containerSet: makeComponent,
  script: makeComponent,
  resource: makeComponent,
  http: makeComponent,
  templateRef: makeComponent,
  raw: makeComponent,
  pipeline: makePipeline,
  when: (evaluation, call, name) => {
    noteVarying(evaluation, call.args[0] ?? unknown, "a condition", call.node, call.scope);
    return resultOf(followBody(evaluation, name, call.args[1], [], call.scope), call.node, call.scope);
  },
  forEach: (evaluation, call, name) => {
    const { args, node, scope } = call;
    for (const given of [args[0], args[2]]) noteVarying(evaluation, given ?? unknown, "a loop", node, scope);
    const returned = followBody(evaluation, name, args[1], [refOf(call, "item"), refOf(call)], scope);
    return resultOf(returned, node, scope);
  },
  repeatUntil: (evaluation, call, name) => {
    const { args, node, scope } = call;
    noteVarying(evaluation, args[2] ?? unknown, "a loop", node, scope);
    const returned = followBody(
      evaluation,
      name,
      args[0],
      [{ kind: "handle", sort: "parameters", made: { node, module: scope.module } }, refOf(call)],
      scope,
    );
    followBody(evaluation, name, args[1], [returned], scope);
    return resultOf(returned, node, scope);
  },
  and: logic,
  or: logic,
  not: logic,
  min: (_, call) => refOf(call),
  max: (_, call) => refOf(call),
  file: nameFile,
  stored: (_, call) => refOf(call),
  suspend: makeStep,
  approve: makeStep,
  onExit: makeExit,
  onSuccess: makeExit,
  onFailure: makeExit,
};

export function followWord(evaluation: Evaluation, name: string, call: FollowedCall): Value {
  const word = Object.hasOwn(words, name) ? words[name as keyof typeof dsl] : undefined;
  if (word !== undefined) return word(evaluation, call, name);
  for (const arg of call.args) if (arg.kind === "function") followBody(evaluation, name, arg, [], call.scope);
  return call.args.find(({ kind }) => kind === "varying") ?? unknown;
}

const refOf = ({ node, scope }: FollowedCall, sort: RefValue["sort"] = "value"): RefValue => ({
  kind: "ref",
  sort,
  made: { node, module: scope.module },
});

function logic(_: Evaluation, call: FollowedCall): Value {
  return refOf(call, "condition");
}

function makeStep(evaluation: Evaluation, { args, node, scope }: FollowedCall, name: string): Value {
  for (const arg of args) noteVarying(evaluation, arg, `${name}(…)`, node, scope);
  return { kind: "handle", sort: "step", made: { node, module: scope.module } };
}

/** A file of the project is in the image by its content: where the project lies on this machine is not seen. */
function nameFile(_: Evaluation, { args: [path] }: FollowedCall): Value {
  return path?.kind === "varying" && /^(import\.meta\.|process\.cwd$)/.test(path.cause.path) ? plain : (path ?? unknown);
}

function makeExit(evaluation: Evaluation, { args: [body], node, scope }: FollowedCall, name: string): Value {
  followBody(evaluation, name, body, [{ kind: "handle", sort: "parameters", made: { node, module: scope.module } }], scope);
  return plain;
}

function makeComponent(evaluation: Evaluation, { args: [spec], node, scope }: FollowedCall): Value {
  if (spec === undefined) return unknown;
  lose(spec); // its functions are called in the container
  const member = (name: string): Value => evaluation.member(spec, name, node, scope);
  const name = textOf(member("name"));
  const run = member("run");
  const component = {
    kind: "component" as const,
    defined: { node, module: scope.module },
    ...(name !== undefined && { name }),
    ...(run.kind === "function" && { run, ...runModuleOf(evaluation, run) }),
  };
  noteVarying(evaluation, spec, `the definition of ${name === undefined ? "a component" : `component "${name}"`}`, node, scope);
  evaluation.facts.components.push({ component, inBody: evaluation.state.bodies.length > 0 });
  return component;
}

/** `run: () => import("./train.run.ts")`: the module is part of the image. */
function runModuleOf(evaluation: Evaluation, { node, module }: FunctionValue): Pick<ComponentValue, "runModule"> {
  const { body } = node;
  if (body === undefined || ts.isBlock(body)) return {};
  const call = unwrapped(body as ts.Expression);
  if (!ts.isCallExpression(call) || call.expression.kind !== ts.SyntaxKind.ImportKeyword) return {};
  const [specifier] = call.arguments;
  const loaded = specifier && ts.isStringLiteralLike(specifier) ? evaluation.modules.imported(module, specifier.text) : undefined;
  if (loaded === undefined) return {};
  evaluation.exported(loaded, "run");
  return { runModule: loaded };
}

function makePipeline(evaluation: Evaluation, { args: [spec, body], node, scope }: FollowedCall): PipelineValue {
  const { state, facts } = evaluation;
  noteVarying(evaluation, spec ?? unknown, "what the pipeline is called and how it runs", node, scope);
  const uses = new Set<ComponentValue>();
  const first = facts.functions.length;
  state.bodies.push({ uses });
  const made = { node, module: scope.module };
  const given: Value = { kind: "handle", sort: "parameters", made, schemas: { spec: made, key: "params" } };
  followBody(evaluation, "pipeline", body, [given], scope);
  followUncalled(evaluation, first);
  state.bodies.pop();
  return { kind: "pipeline", uses };
}

const textOf = (value: Value): string | undefined => (value.kind === "plain" ? value.text : undefined);

/** Calling a component makes a task. */
export function followComponentCall(
  evaluation: Evaluation,
  component: ComponentValue,
  { node, args, scope }: FollowedCall,
): Value {
  const { state, facts } = evaluation;
  const { module } = scope;
  facts.tasks.push({ node, module, component, fate: state.fate });
  if (state.fate.kind === "now") state.bodies.at(-1)?.uses.add(component);
  const task = component.name === undefined ? "a task" : `task "${component.name}"`;
  if (state.bodies.length > 0) {
    for (const arg of args) noteArguments(evaluation, arg, task, { node, args, scope });
    for (const cause of state.deciding) facts.varying.push({ cause, into: `whether there is ${task}`, at: { node, module } });
  }
  for (const arg of args) evaluation.release(arg);
  const { defined } = component;
  return { kind: "handle", sort: "task", made: { node, module }, ...(defined && { schemas: { spec: defined, key: "outputs" } }) };
}

/** Says which argument gets a value that differs. */
function noteArguments(evaluation: Evaluation, given: Value, task: string, { node, scope }: FollowedCall): void {
  if (given.kind !== "object") {
    noteVarying(evaluation, given, `an argument of ${task}`, node, scope);
    return;
  }
  for (const [name, value] of given.members) noteVarying(evaluation, value, `"${name}" of ${task}`, node, scope);
  for (const base of given.bases) noteVarying(evaluation, base, `an argument of ${task}`, node, scope);
}

/** Calling a pipeline in the body of another one makes a step of it. */
export function followPipelineCall(evaluation: Evaluation, called: PipelineValue, { node, args, scope }: FollowedCall): Value {
  const { state } = evaluation;
  for (const used of called.uses) state.bodies.at(-1)?.uses.add(used);
  for (const arg of args) {
    noteVarying(evaluation, arg, "an argument of a pipeline", node, scope);
    evaluation.release(arg);
  }
  return { kind: "handle", sort: "step", made: { node, module: scope.module } };
}
