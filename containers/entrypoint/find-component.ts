import type { AnyComponent } from "../../dsl/component.ts";
import type { PipelineNode, StepNode } from "../../dsl/nodes/pipeline-node.ts";

/** The component of that name that a module exports, or that a pipeline which it exports uses. */
export function findComponent(module: Readonly<Record<string, unknown>>, name: string): AnyComponent | undefined {
  const exported = Object.values(module);
  return (
    exported.filter(isComponent).find(({ spec }) => spec.name === name) ??
    exported
      .filter(isPipeline)
      .flatMap(componentsOfPipeline)
      .find(({ spec }) => spec.name === name)
  );
}

/** Every component that steps use, in bodies and in called pipelines too, once per use, in the order of writing. */
export const componentsOf = (body: readonly StepNode[]): readonly AnyComponent[] => body.flatMap(componentsOfStep);

function componentsOfStep(step: StepNode): readonly AnyComponent[] {
  switch (step.kind) {
    case "task":
      return [step.component, ...componentsOf(step.exit?.body ?? [])];
    case "call":
      return componentsOfPipeline(step.pipeline);
    case "when":
      return step.branches.flatMap((branch) => componentsOf(branch.body));
    case "for-each":
    case "repeat":
      return componentsOf(step.body);
  }
}

/** Every component that a pipeline uses, its exit handlers' last. */
export const componentsOfPipeline = ({ body, exits }: PipelineNode): readonly AnyComponent[] =>
  componentsOf([...body, ...exits.flatMap((exit) => exit.body)]);

const isComponent = (value: unknown): value is AnyComponent => kindOf(value) === "component";
const isPipeline = (value: unknown): value is PipelineNode => kindOf(value) === "pipeline";

function kindOf(value: unknown): unknown {
  return (typeof value === "object" || typeof value === "function") && value !== null
    ? (value as { kind?: unknown }).kind
    : undefined;
}
