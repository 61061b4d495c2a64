import type { Arguments, DAGTask } from "../argo/model.generated.ts";
import type { PlanRepeat, PlanStep } from "../plan/plan.ts";
import type { LowerSteps } from "./body.ts";
import { type DagOutputs, dagTemplate, suppliedBy } from "./dag.ts";
import { digestParameter } from "./digest-names.ts";
import { inputName } from "./input-names.ts";
import type { Lowering } from "./lowering.ts";
import { expressionOutput, type HasDigest, type ResultTerm, resultTerms } from "./results.ts";
import { artifactOutput, innerScope, isList, type Needs, type ParameterNeed, type Scope } from "./scope.ts";
import { lowerArguments } from "./task.ts";
import { memberOf, tag } from "./term.ts";
import { conditionOf, valueTerm } from "./value.ts";

/** The task that starts the next round; no step of the author's gets this name. */
const again = "again";

/**
 * A DAG that calls itself with the next round while the condition does not hold and rounds are left. What a round gives is what the
 * round after it gave, or, in the last one, its own.
 */
export function lowerRepeat(step: PlanRepeat, scope: Scope, lowering: Lowering, lowerSteps: LowerSteps): DAGTask {
  const round = inputName({ kind: "index", scope: step.id }, lowering.names);
  // loops in a round keep what they collect apart from those of other rounds
  const inside = `/${step.name}/{{inputs.parameters.${round}}}`;
  const inner = innerScope(step.steps, lowering.parameters, lowering.names, { inside });
  inner.term({ kind: "index", scope: step.id });
  const hasDigest: HasDigest = (output) => lowering.digests.hasArtifact({ kind: "output", task: step.id, output });
  const tasks = lowerSteps.all(step.steps, inner, lowering);
  const outputs = lastRound(resultTerms(step.results, inner.outputs, hasDigest));
  const until = conditionOf(step.until, inner);
  const next = nextState(step, inner, lowering);
  const template = lowering.templates.addRecursive(step.name, (self) => {
    const repeated: DAGTask = {
      name: again,
      template: self,
      depends: leavesOf(step.steps).join(" && "),
      when: tag(` asInt(${memberOf(["inputs", "parameters", round])}) + 1 < ${step.max} && !(${until}) `),
      ...passedOn(inner.needs, step, round, next),
    };
    return dagTemplate({ tasks: [...tasks, repeated], needs: inner.needs, outputs });
  });
  return { name: step.name, template, ...suppliedBy(startNeeds(inner.needs, step, round), scope) };
}

const leavesOf = (steps: readonly PlanStep[]): readonly string[] => {
  const waitedFor = new Set(steps.flatMap(({ dependsOn }) => dependsOn));
  return steps.map(({ name }) => name).filter((name) => !waitedFor.has(name));
};

function lastRound(terms: readonly ResultTerm[]): DagOutputs {
  const parameters = terms
    .filter(({ kind }) => kind === "parameter")
    .map(({ name, expression }) =>
      expressionOutput(name, `${memberOf(["tasks", again, "outputs", "parameters", name])} ?? ${expression}`),
    );
  const artifacts = terms
    .filter(({ kind }) => kind === "artifact")
    .map(({ name, expression }) => ({ name, fromExpression: `${artifactOutput(again, name).expression} ?? ${expression}` }));
  return { parameters, artifacts };
}

/** For each name of the start, and for each digest that somebody needs, what the next round gets, as the argument's text or source. */
type NextState = ReadonlyMap<string, Pick<ReturnType<Scope["artifact"]>["source"], "from" | "s3"> | string>;

function nextState(step: PlanRepeat, inner: Scope, { digests }: Lowering): NextState {
  const next = new Map<string, string | ReturnType<Scope["artifact"]>["source"]>();
  for (const name of Object.keys(step.start)) {
    const arg = step.results[name];
    if (arg === undefined) continue; // refused by the check
    if (arg.kind === "value") next.set(name, valueTerm(arg.value, inner).tag);
    else {
      next.set(name, isList(arg.artifact) ? inner.listKey(arg.artifact) : inner.artifact(arg.artifact).source);
      if (digests.hasArtifact({ kind: "state", scope: step.id, name }))
        next.set(digestParameter(name), inner.digest(arg.artifact).tag);
    }
  }
  return next;
}

/** The name of the state that an input carries, if it is one of this repetition. */
function stateName({ of }: Pick<ParameterNeed, "of">, step: PlanRepeat): string | undefined {
  return of?.kind === "state" && of.scope === step.id ? of.name : undefined;
}

/** What a round hands to the next: the new state and the next number; all else as it came. */
function passedOn(needs: Needs, step: PlanRepeat, round: string, next: NextState): { readonly arguments?: Arguments } {
  const parameters = [...needs.parameters].map(([name, need]) => {
    if (name === round) return { name, value: tag(`string(asInt(${memberOf(["inputs", "parameters", round])}) + 1)`) };
    const ofState = stateName(need, step) ?? "";
    const state = next.get(need.isDigest ? digestParameter(ofState) : ofState);
    return { name, value: typeof state === "string" ? state : `{{inputs.parameters.${name}}}` };
  });
  const artifacts = [...needs.artifacts].map(([name, need]) => {
    const state = next.get(stateName(need, step) ?? "");
    return { name, ...(typeof state === "object" ? state : { from: `{{inputs.artifacts.${name}}}` }) };
  });
  return lowerArguments(parameters, artifacts);
}

/** The same needs, of which the state is supplied by the start, and the number of the round is 0. */
function startNeeds(needs: Needs, step: PlanRepeat, round: string): Needs {
  const parameters = new Map(needs.parameters).set(round, { supply: () => "0" });
  for (const [input, need] of needs.parameters) {
    const start = step.start[stateName(need, step) ?? ""];
    if (start === undefined) continue;
    const supply = (outside: Scope) => {
      if (start.kind === "value") return valueTerm(start.value, outside).tag;
      return need.isDigest ? outside.digest(start.artifact).tag : outside.listKey(start.artifact);
    };
    parameters.set(input, { supply });
  }
  const artifacts = new Map(needs.artifacts);
  for (const [input, need] of needs.artifacts) {
    const start = step.start[stateName(need, step) ?? ""];
    if (start?.kind === "artifact") artifacts.set(input, { of: need.of, supply: (outside) => outside.artifact(start.artifact) });
  }
  return { parameters, artifacts };
}
