import type { AnyComponent } from "../../dsl/component.ts";
import type { PipelineNode, StepNode } from "../../dsl/nodes/pipeline-node.ts";

/** The component of that name that a module exports, or that a pipeline which it exports uses. */
export function findComponent(module: Readonly<Record<string, unknown>>, name: string): AnyComponent | undefined {
  const exported = Object.values(module);
  return (
    exported.filter(isComponent).find(({ spec }) => spec.name === name) ??
    exported
      .filter(isPipeline)
      .flatMap(({ body }) => componentsOf(body))
      .find(({ spec }) => spec.name === name)
  );
}

/** Every component that steps use, once per use, in the order of writing. */
export function componentsOf(body: readonly StepNode[]): readonly AnyComponent[] {
  return body.flatMap((step) => (step.kind === "task" ? [step.component] : componentsOf(step.body)));
}

const isComponent = (value: unknown): value is AnyComponent => kindOf(value) === "component";
const isPipeline = (value: unknown): value is PipelineNode => kindOf(value) === "pipeline";

function kindOf(value: unknown): unknown {
  return (typeof value === "object" || typeof value === "function") && value !== null
    ? (value as { kind?: unknown }).kind
    : undefined;
}
