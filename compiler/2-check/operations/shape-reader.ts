import type { z } from "zod";
import type { OperationNode } from "../../../dsl/nodes/operation-node.ts";
import type { ArgNode, ItemsNode } from "../../../dsl/nodes/pipeline-node.ts";
import type { RefNode, ValueNode } from "../../../dsl/nodes/ref-node.ts";
import type { Plan, PlanStep, StepId } from "../../plan/plan.ts";
import { type LeafRef, stepsOf } from "../../plan/visit-plan.ts";
import { eitherShape, orNull, type Shape, shapeOfKinds, shapeOfValue, withoutNull } from "./shape.ts";
import { shapeOfSchema } from "./shape-of-schema.ts";

/** Tells what is known of each value of one plan before it runs; each ref and each schema is looked at once. */
export class ShapeReader {
  readonly #steps: ReadonlyMap<StepId, PlanStep>;
  readonly #params: ReadonlyMap<string, z.ZodType>;
  readonly #ofRefs = new Map<RefNode, Shape | undefined>();
  readonly #ofSchemas = new Map<z.ZodType, Shape | undefined>();

  constructor(plan: Plan) {
    this.#steps = new Map(stepsOf(plan).map((step) => [step.id, step]));
    this.#params = new Map(plan.params.map(({ name, schema }) => [name, schema]));
  }

  ofValue(value: ValueNode): Shape | undefined {
    if (value.kind === "ref") return this.ofRef(value.ref);
    return value.kind === "file" || value.value === undefined ? undefined : shapeOfValue(value.value);
  }

  ofRef(ref: RefNode): Shape | undefined {
    if (this.#ofRefs.has(ref)) return this.#ofRefs.get(ref);
    this.#ofRefs.set(ref, undefined); // what refers to itself, as a round of a loop may, is not known
    const shape = ref.kind === "operation" ? this.#ofOperation(ref) : this.#ofLeaf(ref);
    this.#ofRefs.set(ref, shape);
    return shape;
  }

  #ofLeaf(ref: LeafRef): Shape | undefined {
    switch (ref.kind) {
      case "parameter":
        return this.#ofSchema(this.#params.get(ref.name), "input");
      case "output":
        return this.#ofOutput(ref.task, ref.output);
      case "index":
        return shapeOfKinds("number");
      case "item": {
        const step = this.#steps.get(ref.scope);
        const item = step?.kind === "for-each" ? this.#ofItems(step.items) : undefined;
        return ref.path.reduce<Shape | undefined>((of, key) => of?.keys?.get(key), item);
      }
      case "collected": {
        const step = this.#steps.get(ref.scope);
        const items = step?.kind === "for-each" ? this.#ofArg(step.results[ref.result]) : undefined;
        return { kinds: new Set(["list"]), items };
      }
      case "merged": {
        const step = this.#steps.get(ref.scope);
        if (step?.kind !== "when") return undefined;
        return step.branches.map(({ results }) => this.#ofArg(results[ref.result])).reduce(eitherShape);
      }
      case "state":
      case "ended":
        return undefined;
    }
  }

  #ofOutput(id: StepId, output: string): Shape | undefined {
    const step = this.#steps.get(id);
    if (step?.kind !== "task") return undefined;
    const schema = step.component.spec.outputs?.[output];
    return schema === undefined || "kind" in schema ? undefined : this.#ofSchema(schema, "output");
  }

  #ofSchema(schema: z.ZodType | undefined, io: "input" | "output"): Shape | undefined {
    if (schema === undefined) return undefined;
    if (!this.#ofSchemas.has(schema)) this.#ofSchemas.set(schema, shapeOfSchema(schema, io));
    return this.#ofSchemas.get(schema);
  }

  #ofArg(arg: ArgNode | undefined): Shape | undefined {
    return arg?.kind === "value" ? this.ofValue(arg.value) : undefined;
  }

  #ofItems(items: ItemsNode): Shape | undefined {
    if (items.kind === "range") return shapeOfKinds("number");
    if (items.kind === "value") return this.ofRef(items.ref)?.items;
    return shapeOfValue(items.items).items;
  }

  #ofOperation({ operator, operands }: OperationNode): Shape | undefined {
    const [first, second] = operands;
    switch (operator) {
      case "orElse":
        return eitherShape(withoutNull(this.ofValue(first!)), this.ofValue(second!));
      case "at":
        return orNull(this.ofValue(first!)?.items);
      case "field":
        return second?.kind === "constant" ? this.ofValue(first!)?.keys?.get(String(second.value)) : undefined;
      case "concat":
      case "text":
      case "asText":
      case "trim":
      case "json":
        return shapeOfKinds("text");
      case "length":
      case "plus":
      case "minus":
      case "times":
      case "dividedBy":
      case "modulo":
      case "negate":
      case "abs":
      case "floor":
      case "ceil":
      case "round":
      case "min":
      case "max":
        return shapeOfKinds("number");
      default:
        return shapeOfKinds("truth value");
    }
  }
}
