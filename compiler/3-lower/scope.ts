import type { ArtifactNode, ScopeId, TaskId } from "../../dsl/nodes/ref-node.ts";
import type { Artifact } from "../argo/model.generated.ts";
import type { Plan, PlanForEach, PlanParam, PlanStep } from "../plan/plan.ts";
import type { LeafRef } from "../plan/visit-plan.ts";
import { collectedExpression, member, wireOfJson, wireOfText } from "./expression.ts";

/** Where an artifact argument comes from: a task's output, an input of the body, or a prefix of keys. */
export type ArtifactSource = Pick<Artifact, "from" | "s3">;

/** What a name means at one place of the manifest. */
export interface Scope {
  /** The argument that carries a value on, in its wire form. */
  readonly wire: (ref: LeafRef) => string;
  /** The expression of the decoded value. */
  readonly expression: (ref: LeafRef) => string;
  readonly artifact: (node: ArtifactNode) => ArtifactSource;
  /** Where loops that stand here keep the artifacts that they collect. */
  readonly keyPrefix: () => string;
}

/**
 * What a body needs from outside of it, by the name of the input that brings it in: `<step>-<output>`. Names of our own have a `_`
 * before the first `-`, where no step has one.
 */
export interface Needs {
  readonly parameters: Map<string, (outside: Scope) => string>;
  readonly artifacts: Map<string, (outside: Scope) => ArtifactSource>;
}

/** The tasks of one DAG, and how names from elsewhere get in. */
export interface BodyScope extends Scope {
  readonly needs: Needs;
}

type Id = TaskId | ScopeId;

/** The scope of the entry DAG: everything that exists is a task of it or a parameter of the workflow. */
export function rootScope(plan: Plan): Scope {
  return bodyScope(plan.steps, plan.params, {
    parameter: () => undefined,
    artifact: () => undefined,
    keyPrefix: () => "{{workflow.namespace}}/{{workflow.name}}",
  });
}

/** The scope of a DAG inside another: what it lacks becomes an input, which the caller has to supply. */
export function innerScope(
  steps: readonly PlanStep[],
  params: readonly PlanParam[],
  outerNames: ReadonlyMap<Id, string>,
): BodyScope {
  const needs: Needs = { parameters: new Map(), artifacts: new Map() };
  const scope = bodyScope(steps, params, {
    parameter: (ref) => {
      const name = inputName(ref, outerNames);
      needs.parameters.set(name, (outside) => outside.wire(ref));
      return name;
    },
    artifact: (node) => {
      const name = artifactInputName(node, outerNames);
      needs.artifacts.set(name, (outside) => outside.artifact(node));
      return name;
    },
    keyPrefix: () => {
      needs.parameters.set("key_prefix", (outside) => outside.keyPrefix());
      return "{{inputs.parameters.key_prefix}}";
    },
  });
  return { ...scope, needs };
}

interface Beyond {
  readonly parameter: (ref: LeafRef) => string | undefined;
  readonly artifact: (node: ArtifactNode) => string | undefined;
  readonly keyPrefix: () => string;
}

function bodyScope(steps: readonly PlanStep[], params: readonly PlanParam[], beyond: Beyond): Scope {
  const here = new Map<Id, PlanStep>(steps.map((step) => [step.id, step]));
  const byName = new Map(params.map((param) => [param.name, param]));

  const expression = (ref: LeafRef): string => {
    switch (ref.kind) {
      case "parameter": {
        const value = member("workflow.parameters", ref.name);
        return byName.get(ref.name)?.form === "text" ? value : `fromJSON(${value})`;
      }
      case "output": {
        const step = here.get(ref.task);
        if (step !== undefined) return `fromJSON(${member(`${member("tasks", step.name)}.outputs.parameters`, ref.output)})`;
        break;
      }
      case "collected": {
        const loop = here.get(ref.scope);
        if (loop?.kind === "for-each")
          return collectedExpression(member(`${member("tasks", loop.name)}.outputs.parameters`, collectedName(loop, ref.result)));
        break;
      }
    }
    return `fromJSON(${member("inputs.parameters", beyond.parameter(ref)!)})`;
  };

  const wire = (ref: LeafRef): string => {
    switch (ref.kind) {
      case "parameter": {
        const param = byName.get(ref.name);
        if (param?.form === "text") return tag(wireOfText(expression(ref)));
        return tag(param?.holdsText === false ? `toJson(${expression(ref)})` : wireOfJson(expression(ref)));
      }
      case "output": {
        const step = here.get(ref.task);
        if (step !== undefined) return `{{tasks.${step.name}.outputs.parameters.${ref.output}}}`;
        break;
      }
      case "collected":
        if (here.has(ref.scope)) return tag(wireOfJson(expression(ref)));
        break;
    }
    return `{{inputs.parameters.${beyond.parameter(ref)!}}}`;
  };

  const artifact = (node: ArtifactNode): ArtifactSource => {
    const step = here.get(node.kind === "output" ? node.task : node.scope);
    if (step === undefined) return { from: `{{inputs.artifacts.${beyond.artifact(node)!}}}` };
    if (node.kind === "output") return { from: `{{tasks.${step.name}.outputs.artifacts.${node.output}}}` };
    return { s3: { key: `${collectedKey(beyond.keyPrefix(), step as PlanForEach, node.result)}/` } };
  };

  return { wire, expression, artifact, keyPrefix: beyond.keyPrefix };
}

/** An expression as a tag. */
export const tag = (expression: string): string => `{{=${expression}}}`;

/** The output parameter that carries one result of a loop: a body of one task gives its own outputs. */
export function collectedName(loop: PlanForEach, result: string): string {
  const arg = loop.results[result];
  const only = loop.steps.length === 1 && loop.steps[0]!.kind === "task";
  return only && arg?.kind === "value" && arg.value.kind === "ref" && arg.value.ref.kind === "output"
    ? arg.value.ref.output
    : result;
}

/** Where a loop keeps one collected artifact; two results that are the same artifact share a place. */
export function collectedKey(prefix: string, loop: PlanForEach, result: string): string {
  return `${prefix}/${loop.name}/${canonicalResult(loop, result)}`;
}

/** The first result that is the same artifact. */
export function canonicalResult(loop: PlanForEach, result: string): string {
  const wanted = JSON.stringify(loop.results[result]);
  return Object.keys(loop.results).find((name) => JSON.stringify(loop.results[name]) === wanted) ?? result;
}

function inputName(ref: LeafRef, names: ReadonlyMap<Id, string>): string {
  switch (ref.kind) {
    case "output":
      return `${names.get(ref.task)}-${ref.output}`;
    case "collected":
      return `${names.get(ref.scope)}-${ref.result}`;
    case "item":
      return ["item", names.get(ref.scope), ...ref.path.map(safeName)].join("_");
    case "index":
      return `index_${names.get(ref.scope)}`;
    case "parameter":
      return ref.name;
  }
}

function artifactInputName(node: ArtifactNode, names: ReadonlyMap<Id, string>): string {
  return node.kind === "output" ? `${names.get(node.task)}-${node.output}` : `${names.get(node.scope)}-${node.result}`;
}

/** A key of an item as part of a parameter's name: other characters by their number, so that two keys stay two names. */
const safeName = (key: string): string =>
  key.replace(/[^A-Za-z0-9]/gu, (character) => `_${character.codePointAt(0)!.toString(16)}_`);
