import { type Fake, fake } from "pipewright/testing";
import { z } from "zod";
import { resolve } from "../../../compiler/1-resolve/resolve.ts";
import { tasksOfAll } from "../../../compiler/plan/visit-plan.ts";
import type { AnyComponent, Callable } from "../../../dsl/component.ts";
import { isArtifactType } from "../../../dsl/foreign/output-places.ts";
import type { PipelineNode } from "../../../dsl/nodes/pipeline-node.ts";

interface JsonSchema {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly format?: string;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** A fake for each component of a pipeline, which leaves the simplest values that its schemas take. */
export function anyFakes(pipeline: PipelineNode): readonly Fake[] {
  const components = new Set(tasksOfAll(resolve(pipeline)).map(({ component }) => component));
  return [...components].filter(({ work }) => work.kind !== "approve" && work.kind !== "suspend").map(anyFake);
}

function anyFake(component: AnyComponent): Fake {
  const values = Object.entries(component.spec.outputs ?? {}).flatMap(([name, type]) =>
    isArtifactType(type) ? [] : [[name, anyValue(z.toJSONSchema(type, { unrepresentable: "any" }) as JsonSchema)]],
  );
  return fake(component as unknown as Callable<{}, {}, {}>, () => Object.fromEntries(values) as {});
}

function anyValue({ type, const: only, enum: several, anyOf, items, minimum, properties, format }: JsonSchema): unknown {
  if (only !== undefined) return only;
  if (several !== undefined) return several[0];
  if (anyOf !== undefined) return anyValue(anyOf[0]!);
  if (type === undefined && properties === undefined) return 1;
  switch (Array.isArray(type) ? type[0] : type) {
    case "string":
      return format === "uri" ? "https://example.org/a.csv" : "a";
    case "number":
    case "integer":
      return Math.max(minimum ?? 1, 1);
    case "boolean":
      return true;
    case "array":
      return [anyValue(items ?? {}), anyValue(items ?? {})];
    case "object":
      return Object.fromEntries(Object.entries(properties ?? {}).map(([name, schema]) => [name, anyValue(schema)]));
    default:
      return null;
  }
}

/** The simplest values for what a run has to be told. */
export const anyParams = ({ params }: PipelineNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, schema]) =>
      schema.safeParse(undefined).success
        ? []
        : [[name, anyValue(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema)]],
    ),
  );
