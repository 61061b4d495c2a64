import type { ArgNode } from "../../dsl/nodes/pipeline-node.ts";
import type { RefNode } from "../../dsl/nodes/ref-node.ts";
import type { Artifact, DAGTask, Parameter } from "../argo/model.generated.ts";
import type { PlanBranch, PlanStep, PlanWhen, StepId } from "../plan/plan.ts";
import { allSteps, sourcesOf } from "../plan/visit-plan.ts";
import type { LowerSteps } from "./body.ts";
import { callDag } from "./dag.ts";
import { digestParameter } from "./digest-names.ts";
import type { Lowering } from "./lowering.ts";
import { expressionOutput, type HasDigest, resultOutputs } from "./results.ts";
import { artifactOutput, type BodyScope, directStep, innerScope, isList, listParameter, type Scope } from "./scope.ts";
import { memberOf, tag, templateExpression } from "./term.ts";
import { conditionOf, valueTerm } from "./value.ts";

/**
 * One branch of which nothing is read is a task with a condition. Several become a DAG in which each branch has its own condition and
 * the negation of those before it, so that all are decided at once, and whose outputs are those of the branch that ran.
 */
export function lowerWhen(step: PlanWhen, scope: Scope, lowering: Lowering, lowerSteps: LowerSteps): DAGTask {
  const [only] = step.branches;
  if (step.branches.length === 1 && step.merged.length === 0 && only!.condition !== undefined) {
    const task = lowerBranch({ name: step.name, branch: only!, own: {} }, () => false, scope, lowering, lowerSteps);
    return { ...task, name: step.name, when: tag(` ${conditionOf(only!.condition, scope)} `) };
  }
  const branches = namedBranches(step);
  const hasDigest: HasDigest = (result) => lowering.digests.hasArtifact({ kind: "merged", scope: step.id, result });
  const inner = innerScope(branches.flatMap(direct), lowering.parameters, lowering.names);
  const tasks = branches
    .filter(({ branch }) => branch.steps.length > 0)
    .map((named) => ({
      ...lowerBranch(named, hasDigest, inner, lowering, lowerSteps),
      when: tag(` ${branchCondition(step, named.branch, inner)} `),
    }));
  const outputs = {
    parameters: [
      ...step.merged.flatMap((name) => mergedParameter(name, branches, inner)),
      ...step.merged.filter(hasDigest).map((name) => mergedDigest(name, branches, inner)),
    ],
    artifacts: step.merged.flatMap((name) => mergedArtifact(name, branches, inner)),
  };
  return callDag({ name: step.name, tasks, needs: inner.needs, outputs }, scope, lowering);
}

/** A branch, and the results that its own steps make. */
interface NamedBranch {
  readonly name: string;
  readonly branch: PlanBranch;
  readonly own: PlanBranch["results"];
  /** The one step that is called without a DAG around it. */
  readonly direct: PlanStep | undefined;
}

/** A component may be called just like the DAG of another branch. */
function namedBranches(step: PlanWhen): readonly NamedBranch[] {
  const branches = step.branches.map((branch, index) => namedBranch(step, branch, index));
  const taken = new Set(branches.flatMap(direct).map(({ name }) => name));
  const freeName = (name: string): string => (taken.has(name) ? freeName(`${name}-body`) : name);
  return branches.map((named) => (named.direct === undefined ? { ...named, name: freeName(named.name) } : named));
}

function namedBranch(step: PlanWhen, branch: PlanBranch, index: number): NamedBranch {
  const inside = new Set<StepId>([...allSteps(branch.steps)].map(({ id }) => id));
  const read = step.merged.map((name) => [name, branch.results[name]!] as const);
  const own = Object.fromEntries(read.filter(([, arg]) => sourcesOf(arg).some((id) => inside.has(id))));
  const single = directStep(branch.steps, own);
  const word = branch.condition === undefined ? "otherwise" : index === 0 ? "then" : `else-${index}`;
  return { name: single?.name ?? `${step.name}-${word}`, branch, own, direct: single };
}

const direct = (named: NamedBranch): readonly PlanStep[] => (named.direct === undefined ? [] : [named.direct]);

function lowerBranch(
  { name, branch, own }: Pick<NamedBranch, "name" | "branch" | "own">,
  hasDigest: HasDigest,
  scope: Scope,
  lowering: Lowering,
  lowerSteps: LowerSteps,
): DAGTask {
  const single = directStep(branch.steps, own);
  if (single !== undefined) return lowerSteps.one(single, scope, lowering);
  const inner = innerScope(branch.steps, lowering.parameters, lowering.names);
  const tasks = lowerSteps.all(branch.steps, inner, lowering);
  const outputs = resultOutputs(own, inner.outputs, hasDigest);
  const goesOn = branch.goesOn === true && tasks.length > 1;
  return callDag({ name, tasks, needs: inner.needs, outputs, goesOn }, scope, lowering);
}

/** The branch's own condition after the negation of all before it. */
function branchCondition(step: PlanWhen, branch: PlanBranch, scope: Scope): string {
  const before = step.branches.slice(0, step.branches.indexOf(branch)).map(({ condition }) => condition!);
  const negated = before.map((condition) => `!(${conditionOf(condition, scope)})`);
  const own = branch.condition === undefined ? [] : [grouped(branch.condition, scope, negated.length > 0)];
  return [...negated, ...own].join(" && ");
}

function grouped(condition: RefNode, scope: Scope, isJoined: boolean): string {
  const text = conditionOf(condition, scope);
  return isJoined && condition.kind === "operation" && condition.operator === "or" ? `(${text})` : text;
}

/** What a branch gives that ran, and for the others what was there before: whichever it was. */
function mergedExpression(
  branches: readonly NamedBranch[],
  result: string,
  ran: (branch: NamedBranch, arg: ArgNode) => string,
  known: (arg: ArgNode) => string,
  inner: BodyScope,
): string {
  const ranHere = branches.filter(({ own }) => Object.hasOwn(own, result));
  const others = branches.filter(({ own }) => !Object.hasOwn(own, result));
  const before = others.reduceRight<string | undefined>((rest, { branch }) => {
    const value = known(branch.results[result]!);
    return rest === undefined ? value : `${conditionOf(branch.condition!, inner.outputs)} ? ${value} : ${rest}`;
  }, undefined);
  const arms = ranHere.map((one) => ran(one, one.own[result]!));
  if (before !== undefined) arms.push(others.length > 1 && arms.length > 0 ? `(${before})` : before);
  return arms.join(" ?? ");
}

const outputOf = (task: string, output: string): string => memberOf(["tasks", task, "outputs", "parameters", output]);

function mergedParameter(result: string, branches: readonly NamedBranch[], inner: BodyScope): readonly Parameter[] {
  const first = branches[0]!.branch.results[result]!;
  if (first.kind === "value") {
    const ran = (one: NamedBranch, arg: ArgNode) => outputOf(one.name, one.direct === undefined ? result : outputName(arg));
    const known = (arg: ArgNode) => (arg.kind === "value" ? valueTerm(arg.value, inner.outputs).wire : "nil");
    return [expressionOutput(result, mergedExpression(branches, result, ran, known, inner))];
  }
  if (!isList(first.artifact)) return [];
  const name = listParameter(result);
  const ran = (one: NamedBranch, arg: ArgNode) =>
    outputOf(one.name, one.direct === undefined ? name : listParameter(outputName(arg)));
  const known = (arg: ArgNode) => (arg.kind === "artifact" ? templateExpression(inner.outputs.listKey(arg.artifact)) : "nil");
  return [expressionOutput(name, mergedExpression(branches, result, ran, known, inner))];
}

function mergedDigest(result: string, branches: readonly NamedBranch[], inner: BodyScope): Parameter {
  const ran = (one: NamedBranch, arg: ArgNode) =>
    outputOf(one.name, digestParameter(one.direct === undefined ? result : outputName(arg)));
  const known = (arg: ArgNode) => (arg.kind === "artifact" ? inner.outputs.digest(arg.artifact).wire : "nil");
  return expressionOutput(digestParameter(result), mergedExpression(branches, result, ran, known, inner));
}

function mergedArtifact(result: string, branches: readonly NamedBranch[], inner: BodyScope): readonly Artifact[] {
  const first = branches[0]!.branch.results[result]!;
  if (first.kind !== "artifact" || isList(first.artifact)) return [];
  const ran = (one: NamedBranch, arg: ArgNode) =>
    artifactOutput(one.name, one.direct === undefined ? result : outputName(arg)).expression;
  const known = (arg: ArgNode) => (arg.kind === "artifact" ? inner.outputs.artifact(arg.artifact).expression : "nil");
  return [{ name: result, fromExpression: mergedExpression(branches, result, ran, known, inner) }];
}

function outputName(arg: ArgNode): string {
  if (arg.kind === "artifact") return arg.artifact.kind === "output" ? arg.artifact.output : "";
  return arg.value.kind === "ref" && arg.value.ref.kind === "output" ? arg.value.ref.output : "";
}
