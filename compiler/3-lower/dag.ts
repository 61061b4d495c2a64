import type { Artifact, DAGTask, Parameter, Template } from "../argo/model.generated.ts";
import type { Lowering } from "./lowering.ts";
import type { Needs, Scope } from "./scope.ts";
import { lowerArguments } from "./task.ts";

/** What a DAG template gives to whoever calls it. */
export interface DagOutputs {
  readonly parameters: readonly Parameter[];
  readonly artifacts: readonly Artifact[];
}

/** A body as a DAG template: its tasks, an input for everything that they need, and what it gives. */
export interface Dag {
  readonly name: string;
  readonly tasks: readonly DAGTask[];
  readonly needs: Needs;
  readonly outputs?: DagOutputs;
  readonly limits?: Pick<Template, "parallelism" | "failFast">;
  /** Whether its other tasks still begin when one has failed. */
  readonly goesOn?: boolean;
}

/** A task that calls a body in a DAG template of its own. */
export function callDag(dag: Dag, outside: Scope, lowering: Lowering): DAGTask {
  return { name: dag.name, template: addDag(dag, lowering), ...suppliedBy(dag.needs, outside) };
}

/** Adds the template. Everything that looks for needs must have been lowered before. */
export const addDag = (dag: Dag, lowering: Lowering): string => lowering.templates.add(dag.name, dagTemplate(dag));

/** A body as a template. */
export function dagTemplate({ tasks, needs, outputs, limits, goesOn = false }: Omit<Dag, "name">): Omit<Template, "name"> {
  const parameters = [...needs.parameters.keys()].map((input) => ({ name: input }));
  const artifacts = [...needs.artifacts.keys()].map((input) => ({ name: input }));
  const given = {
    ...(outputs && outputs.parameters.length > 0 && { parameters: outputs.parameters }),
    ...(outputs && outputs.artifacts.length > 0 && { artifacts: outputs.artifacts }),
  };
  return {
    ...((parameters.length > 0 || artifacts.length > 0) && {
      inputs: { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) },
    }),
    ...(Object.keys(given).length > 0 && { outputs: given }),
    ...limits,
    dag: { ...(goesOn && { failFast: false }), tasks },
  };
}

/** The arguments for what a body needs, in the words of where it is called. */
export function suppliedBy(needs: Needs, outside: Scope): Pick<DAGTask, "arguments"> {
  const parameters = [...needs.parameters].map(([name, { supply }]) => ({ name, value: supply(outside) }));
  const artifacts = [...needs.artifacts].map(([name, { supply }]) => ({ name, ...supply(outside).source }));
  return lowerArguments(parameters, artifacts);
}
