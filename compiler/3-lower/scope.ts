import type { ArtifactNode } from "../../dsl/nodes/ref-node.ts";
import type { PlanForEach, PlanGroup, PlanParam, PlanStep, StepId } from "../plan/plan.ts";
import { type LeafRef, sourceOfRef } from "../plan/visit-plan.ts";
import { digestInputName, digestParameter } from "./digest-names.ts";
import { type DigestTerm, listDigest, storedDigest } from "./digest-term.ts";
import { artifactInputName, inputName, listInputName } from "./input-names.ts";
import type { KeyRef } from "./keys.ts";
import { lowerStored } from "./options/artifact-location.ts";
import { type ArtifactTerm, collectedTerm, parameterTerm, plainTerm, type Term } from "./term.ts";

/** What a name means at one place of the manifest. */
export interface Scope {
  readonly term: (ref: LeafRef) => Term;
  readonly artifact: (node: ArtifactNode) => ArtifactTerm;
  /** The digest of an artifact, or of a list of them, in its wire form. */
  readonly digest: (node: ArtifactNode) => DigestTerm;
  /** The common prefix of the keys of a list of artifacts, as text with simple tags. */
  readonly listKey: (node: ArtifactNode) => string;
  /** Where an artifact is kept that a loop collects, as text with simple tags. */
  readonly key: (key: KeyRef) => string;
  /** Where loops that stand here keep the artifacts that they collect, as text with simple tags. */
  readonly keyPrefix: () => string;
}

/** What a body needs from outside of it, by the name of the input that brings it in; each told how the caller supplies it. */
export interface Needs {
  readonly parameters: Map<string, ParameterNeed>;
  readonly artifacts: Map<string, ArtifactNeed>;
}

export interface ParameterNeed {
  /** What it stands for: a value, the prefix of a list of artifacts, or a digest; absent for what is no value of the author's. */
  readonly of?: LeafRef | ArtifactNode;
  /** Whether it is the digest of the artifact and not the artifact itself. */
  readonly isDigest?: true;
  readonly supply: (outside: Scope) => string;
}

export interface ArtifactNeed {
  readonly of: ArtifactNode;
  readonly supply: (outside: Scope) => ArtifactTerm;
}

/** The tasks of one DAG, and how names from elsewhere get in. */
export interface BodyScope extends Scope {
  readonly needs: Needs;
  /** The same place in the words of the DAG's outputs, which know nothing of the workflow's parameters. */
  readonly outputs: Scope;
}

/** Where the parameters of the pipeline are: the workflow's own, or inputs of the template of a called pipeline. */
export type ParameterPlace = ReadonlyMap<string, PlanParam> | "inputs";

/** The scope of the entry DAG: everything that exists is a task of it or a parameter of the workflow. */
export function rootScope(
  steps: readonly PlanStep[],
  params: ReadonlyMap<string, PlanParam>,
  names: ReadonlyMap<StepId, string>,
): Scope {
  return innerScope(steps, params, names, { whole: "{{workflow.namespace}}/{{workflow.name}}" });
}

/** Where loops of a body keep what they collect: a place of its own, or one inside the place that the caller says. */
export interface KeyPrefix {
  readonly whole?: string;
  readonly inside?: string;
}

/** The scope of a DAG inside another: what it lacks becomes an input, which the caller has to supply. */
export function innerScope(
  steps: readonly PlanStep[],
  params: ParameterPlace,
  names: ReadonlyMap<StepId, string>,
  prefix: KeyPrefix = {},
): BodyScope {
  const needs: Needs = { parameters: new Map(), artifacts: new Map() };
  const here = new Map<StepId, PlanStep>(steps.map((step) => [step.id, step]));
  const parts = partsOf(steps);

  const keyPrefix = (): string => {
    if (prefix.whole !== undefined) return prefix.whole;
    needs.parameters.set("key_prefix", { supply: (outside) => outside.keyPrefix() });
    return `{{inputs.parameters.key_prefix}}${prefix.inside ?? ""}`;
  };

  const beyond = (ref: LeafRef): Term => {
    const name = inputName(ref, names);
    needs.parameters.set(name, { of: ref, supply: (outside) => outside.term(ref).tag });
    return plainTerm(["inputs", "parameters"], name);
  };

  const term = (ref: LeafRef): Term => {
    if (ref.kind === "parameter" && params !== "inputs") {
      const param = params.get(ref.name);
      return parameterTerm(ref.name, param?.form ?? "json", param?.holdsText ?? true);
    }
    const [source] = sourceOfRef(ref);
    const part = source === undefined ? undefined : parts.get(source);
    if (part !== undefined) return plainTerm(outputsOf(part), inputName(ref, names));
    if (ref.kind === "output" && here.has(ref.task)) return plainTerm(outputsOf(here.get(ref.task)!), ref.output);
    if (ref.kind === "merged" && here.has(ref.scope)) return plainTerm(outputsOf(here.get(ref.scope)!), ref.result);
    const loop = ref.kind === "collected" ? here.get(ref.scope) : undefined;
    if (loop?.kind === "for-each")
      return collectedTerm(outputsOf(loop), collectedName(loop, (ref as { result: string }).result), mayBeEmpty(loop));
    return beyond(ref);
  };

  const listKey = (node: ArtifactNode): string => {
    const part = partOf(node, parts);
    if (part !== undefined) return `{{${[...outputsOf(part), listInputName(node, names)].join(".")}}}`;
    const step = stepOf(node, here);
    if (step === undefined) {
      const name = listInputName(node, names);
      needs.parameters.set(name, { of: node, supply: (outside) => outside.listKey(node) });
      return `{{inputs.parameters.${name}}}`;
    }
    if (node.kind === "collected") return `${collectedKey(keyPrefix(), step as PlanForEach, node.result)}/`;
    return `{{${[...outputsOf(step), listParameter(resultOf(node))].join(".")}}}`;
  };

  const artifact = (node: ArtifactNode): ArtifactTerm => {
    if (node.kind === "stored") return { source: lowerStored(node), expression: "nil" };
    if (isList(node)) return { source: { s3: { key: listKey(node) } }, expression: "nil" };
    const part = partOf(node, parts);
    if (part !== undefined) return artifactOutput(part.name, artifactInputName(node, names));
    const step = stepOf(node, here);
    if (step !== undefined) return artifactOutput(step.name, resultOf(node));
    const name = artifactInputName(node, names);
    needs.artifacts.set(name, { of: node, supply: (outside) => outside.artifact(node) });
    return { source: { from: `{{inputs.artifacts.${name}}}` }, expression: artifactMember(name) };
  };

  const digest = (node: ArtifactNode): DigestTerm => {
    if (node.kind === "stored") return storedDigest(node);
    const part = partOf(node, parts);
    if (part !== undefined) return plainTerm(outputsOf(part), digestInputName(node, names));
    const step = stepOf(node, here);
    if (step === undefined) {
      const name = digestInputName(node, names);
      needs.parameters.set(name, { of: node, isDigest: true, supply: (outside) => outside.digest(node).tag });
      return plainTerm(["inputs", "parameters"], name);
    }
    if (step.kind !== "for-each") return plainTerm(outputsOf(step), digestParameter(resultOf(node)));
    return listDigest(outputsOf(step), digestParameter(collectedName(step, resultOf(node))), mayBeEmpty(step));
  };

  const key = (ref: KeyRef): string => {
    needs.parameters.set(ref.input, { supply: (outside) => outside.key(ref) });
    return `{{inputs.parameters.${ref.input}}}`;
  };

  const scope: Scope = { term, artifact, digest, listKey, key, keyPrefix };
  const outputs: Scope = { ...scope, term: (ref) => (ref.kind === "parameter" ? beyond(ref) : term(ref)) };
  return { ...scope, needs, outputs };
}

/** For each step that stands in a part of the body, the part. */
function partsOf(steps: readonly PlanStep[]): ReadonlyMap<StepId, PlanGroup> {
  const parts = new Map<StepId, PlanGroup>();
  const remember = (step: PlanStep, part: PlanGroup): void => {
    parts.set(step.id, part);
    if (step.kind === "group") for (const inner of step.steps) remember(inner, part);
  };
  for (const step of steps) if (step.kind === "group") for (const inner of step.steps) remember(inner, step);
  return parts;
}

const partOf = (node: ArtifactNode, parts: ReadonlyMap<StepId, PlanGroup>): PlanGroup | undefined => {
  const [source] = sourceOfRef(node);
  return source === undefined ? undefined : parts.get(source);
};

const outputsOf = (step: PlanStep): readonly string[] => ["tasks", step.name, "outputs", "parameters"];

const artifactMember = (name: string): string => `inputs.artifacts['${name}']`;

/** An artifact of a task of the same DAG. Where the task was skipped, the expression gives nothing. */
export const artifactOutput = (task: string, output: string): ArtifactTerm => ({
  source: { from: `{{tasks.${task}.outputs.artifacts.${output}}}` },
  expression: `tasks['${task}'].outputs?.artifacts?.${isWord(output) ? output : `['${output}']`}`,
});

const isWord = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name);

/** Lists of artifacts travel as the prefix of their keys. */
export const isList = (node: ArtifactNode): boolean => node.type.endsWith("[]");

/** The output of a DAG that carries the prefix of a list of artifacts. */
export const listParameter = (result: string): string => `list-${result}`;

function stepOf(node: ArtifactNode, here: ReadonlyMap<StepId, PlanStep>): PlanStep | undefined {
  if (node.kind === "output") return here.get(node.task);
  return node.kind === "collected" || node.kind === "merged" ? here.get(node.scope) : undefined;
}

function resultOf(node: ArtifactNode): string {
  if (node.kind === "output") return node.output;
  if (node.kind === "stored") return "stored";
  return node.kind === "collected" || node.kind === "merged" ? node.result : node.name;
}

/** A list that is only known in the run may have no items, and then Argo skips the loop. */
export const mayBeEmpty = (loop: PlanForEach): boolean =>
  loop.items.kind !== "list" && !(loop.items.kind === "range" && loop.items.count.kind === "constant");

/** The output parameter that carries one result of a loop: a body of one step gives that step's own outputs. */
export function collectedName(loop: PlanForEach, result: string): string {
  const arg = loop.results[result];
  if (directStep(loop.steps, loop.results) === undefined) return result;
  if (arg?.kind === "artifact") return resultOf(arg.artifact);
  return arg?.value.kind === "ref" && arg.value.ref.kind === "output" ? arg.value.ref.output : result;
}

/**
 * The only step of a body, when everything that the body gives is an output of it: then the body needs no DAG of its own. A step with a
 * hook has one: on a task that loops Argo runs a hook for the loop too, and knows nothing of the item.
 */
export function directStep(steps: readonly PlanStep[], results: PlanForEach["results"]): PlanStep | undefined {
  const [only] = steps;
  if (steps.length !== 1 || (only?.kind !== "task" && only?.kind !== "call") || hasHook(only)) return undefined;
  const isOwn = Object.values(results).every((arg) => {
    if (arg.kind === "artifact") return arg.artifact.kind === "output" && arg.artifact.task === only.id;
    return arg.value.kind === "ref" && arg.value.ref.kind === "output" && arg.value.ref.task === only.id;
  });
  return isOwn ? only : undefined;
}

/** Whether something runs when a step has ended. */
const hasHook = (step: PlanStep): boolean =>
  (step.kind === "task" && step.exit !== undefined) || (step.kind === "call" && step.pipeline.exits.length > 0);

/** Where a loop keeps one collected artifact; two results that are the same artifact share a place. */
export function collectedKey(prefix: string, loop: PlanForEach, result: string): string {
  return `${prefix}/${loop.name}/${canonicalResult(loop, result)}`;
}

/** The first result that is the same artifact. */
export function canonicalResult(loop: PlanForEach, result: string): string {
  const wanted = JSON.stringify(loop.results[result]);
  return Object.keys(loop.results).find((name) => JSON.stringify(loop.results[name]) === wanted) ?? result;
}
