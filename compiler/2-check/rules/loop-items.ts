import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { allSteps } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { isJson } from "../is-json.ts";

/** What a ref of an item has of its own; a key of that name could not be read. */
const refMembers = new Set(["kind", "condition", "eq", "ne", "lt", "le", "gt", "ge", "toJSON", "toString", "constructor"]);

/** A loop has items, all of them JSON with the same keys. Argo skips a loop over nothing, and then its outputs are absent. */
export const loopItems: Rule = (plan) =>
  [...allSteps(plan.steps)].flatMap((step) => {
    if (step.kind !== "for-each") return [];
    if (step.items.length === 0)
      return [
        diagnostic({
          code: "loop-without-items",
          message: `"${step.name}" loops over an empty list.`,
          at: step.at,
          help: "Give it items, or leave the loop out.",
        }),
      ];
    const wrong = step.items.findIndex((item) => !isJson(item));
    if (wrong >= 0) {
      const message = `Item ${wrong} of "${step.name}" is no JSON value, and nothing else travels to a container.`;
      return [
        diagnostic({
          code: "loop-items-no-json",
          message,
          at: step.at,
          help: "Loop over text, numbers, truth values, lists and plain objects.",
        }),
      ];
    }
    const taken = step.items
      .flatMap((item) => (typeof item === "object" && item !== null ? Object.keys(item) : []))
      .find((key) => refMembers.has(key));
    if (taken !== undefined) {
      return [
        diagnostic({
          code: "loop-item-key",
          message: `Items of "${step.name}" have the key "${taken}", which is a method of every ref.`,
          at: step.at,
          help: "Choose another word.",
        }),
      ];
    }
    const keys = step.items.map((item) =>
      typeof item === "object" && item !== null && !Array.isArray(item) ? Object.keys(item).sort().join() : undefined,
    );
    if (keys.some((key) => key !== keys[0])) {
      return [
        diagnostic({
          code: "loop-items-differ",
          message: `The items of "${step.name}" do not all have the same keys.`,
          at: step.at,
          help: "Write every key in every item, null where there is nothing.",
        }),
      ];
    }
    return [];
  });
