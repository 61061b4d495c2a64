import type { ArgNode, Results } from "../../dsl/nodes/pipeline-node.ts";
import type { Artifact, Parameter } from "../argo/model.generated.ts";
import type { DagOutputs } from "./dag.ts";
import { digestParameter } from "./digest-names.ts";
import { isList, listParameter, type Scope } from "./scope.ts";
import { templateExpression } from "./term.ts";
import { valueTerm } from "./value.ts";

/** One thing that a body returns, in the words of its DAG's outputs. */
export interface ResultTerm {
  readonly name: string;
  readonly kind: "parameter" | "artifact";
  readonly expression: string;
  /** The simple tag, where it is an output of a task as it stands, or an input. */
  readonly tag: string | undefined;
}

/** Tells of a result whether somebody needs its digest. */
export type HasDigest = (result: string) => boolean;

const noDigest: HasDigest = () => false;

/** What a body returns. `scope` is the one for outputs. */
export const resultTerms = (results: Results, scope: Scope, hasDigest: HasDigest = noDigest): readonly ResultTerm[] => [
  ...Object.entries(results).map(([name, arg]) => resultTerm(name, arg, scope)),
  ...digestTerms(results, scope, hasDigest),
];

const digestTerms = (results: Results, scope: Scope, hasDigest: HasDigest): readonly ResultTerm[] =>
  Object.entries(results).flatMap(([name, arg]): readonly ResultTerm[] => {
    if (arg.kind === "value" || !hasDigest(name)) return [];
    const { tag, wire } = scope.digest(arg.artifact);
    return [{ name: digestParameter(name), kind: "parameter", expression: wire, tag: tagOfTask(tag) }];
  });

/** What stands as it is in an output of a task is passed on by name. */
const tagOfTask = (tag: string): string | undefined => (tag.startsWith("{{tasks.") ? tag : undefined);

function resultTerm(name: string, arg: ArgNode, scope: Scope): ResultTerm {
  if (arg.kind === "value") {
    const { tag, wire } = valueTerm(arg.value, scope);
    return { name, kind: "parameter", expression: wire, tag: tagOfTask(tag) };
  }
  if (isList(arg.artifact)) {
    const expression = templateExpression(scope.listKey(arg.artifact));
    return { name: listParameter(name), kind: "parameter", expression, tag: undefined };
  }
  const { source, expression } = scope.artifact(arg.artifact);
  return { name, kind: "artifact", expression, tag: source.from };
}

/** What a body returns, as outputs of its DAG. */
export function resultOutputs(results: Results, scope: Scope, hasDigest: HasDigest = noDigest): DagOutputs {
  const terms = resultTerms(results, scope, hasDigest);
  return {
    parameters: terms.flatMap((term) => (term.kind === "parameter" ? [parameterOutput(term)] : [])),
    artifacts: terms.flatMap((term) => (term.kind === "artifact" ? [artifactOf(term)] : [])),
  };
}

/** The digests among what a body returns, as outputs of its DAG. */
export const digestOutputs = (results: Results, scope: Scope, hasDigest: HasDigest): readonly Parameter[] =>
  digestTerms(results, scope, hasDigest).map(parameterOutput);

const parameterOutput = ({ name, tag, expression }: ResultTerm): Parameter =>
  tag === undefined ? expressionOutput(name, expression) : { name, valueFrom: { parameter: tag } };

const artifactOf = ({ name, tag, expression }: ResultTerm): Artifact =>
  tag === undefined ? { name, fromExpression: expression } : { name, from: tag };

export const expressionOutput = (name: string, expression: string): Parameter => ({ name, valueFrom: { expression } });
