import type { ArgNode, Results } from "../../dsl/nodes/pipeline-node.ts";
import type { Artifact, Parameter } from "../argo/model.generated.ts";
import type { DagOutputs } from "./dag.ts";
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

/** What a body returns. `scope` is the one for outputs. */
export const resultTerms = (results: Results, scope: Scope): readonly ResultTerm[] =>
  Object.entries(results).map(([name, arg]) => resultTerm(name, arg, scope));

function resultTerm(name: string, arg: ArgNode, scope: Scope): ResultTerm {
  if (arg.kind === "value") {
    const { tag, wire } = valueTerm(arg.value, scope);
    return { name, kind: "parameter", expression: wire, tag: tag.startsWith("{{tasks.") ? tag : undefined };
  }
  if (isList(arg.artifact)) {
    const expression = templateExpression(scope.listKey(arg.artifact));
    return { name: listParameter(name), kind: "parameter", expression, tag: undefined };
  }
  const { source, expression } = scope.artifact(arg.artifact);
  return { name, kind: "artifact", expression, tag: source.from };
}

/** What a body returns, as outputs of its DAG; what stands as it is in an output of a task is passed on by name. */
export function resultOutputs(results: Results, scope: Scope): DagOutputs {
  const terms = resultTerms(results, scope);
  return {
    parameters: terms.flatMap((term) => (term.kind === "parameter" ? [parameterOutput(term)] : [])),
    artifacts: terms.flatMap((term) => (term.kind === "artifact" ? [artifactOf(term)] : [])),
  };
}

const parameterOutput = ({ name, tag, expression }: ResultTerm): Parameter =>
  tag === undefined ? expressionOutput(name, expression) : { name, valueFrom: { parameter: tag } };

const artifactOf = ({ name, tag, expression }: ResultTerm): Artifact =>
  tag === undefined ? { name, fromExpression: expression } : { name, from: tag };

export const expressionOutput = (name: string, expression: string): Parameter => ({ name, valueFrom: { expression } });
