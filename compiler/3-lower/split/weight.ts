import type { ArgNode } from "../../../dsl/nodes/pipeline-node.ts";
import { jsonBytes } from "../../../util/json-bytes.ts";
import { encodeWire } from "../../../util/wire-form.ts";
import type { PlanStep } from "../../plan/plan.ts";

/** What the steps of one part may weigh: with the rest of an object it stays below what `kubectl apply` takes. */
export const maxWeight = 120 * 1024;

/**
 * About how many bytes of a manifest the author's own constants of a step take: in arguments, in items and in what is said of one
 * task alone. Long texts are what makes a few steps too large for an object.
 */
export function weightOf(step: PlanStep): number {
  switch (step.kind) {
    case "task":
      return constants(Object.values(step.args)) + bytes(step.ownOptions);
    case "call":
      return constants(Object.values(step.args));
    case "repeat":
      return constants(Object.values(step.start));
    case "for-each":
      return step.items.kind === "list" ? bytes(step.items.items) : 0;
    case "when":
    case "group":
      return 0;
  }
}

const constants = (args: readonly ArgNode[]): number =>
  args.reduce((sum, arg) => sum + (arg.kind === "value" && arg.value.kind === "constant" ? bytes(arg.value.value) : 0), 0);

/** As it stands in the manifest, where a brace takes seven bytes. */
const bytes = (value: unknown): number => {
  if (value === undefined || value === null || typeof value === "number" || typeof value === "boolean") return 0;
  return jsonBytes(encodeWire(value));
};
