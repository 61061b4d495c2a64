import type { Schema } from "../../../compiler/argo/validate/schema.ts";
import type { Random } from "./random.ts";

/** A value that a schema allows, but for rules of several fields and for texts and numbers that are at times out of bounds. */
export function randomValue(schema: Schema, random: Random, depth: number): unknown {
  switch (schema.is) {
    case "text":
      if (schema.limits?.oneOf) return random.one([...schema.limits.oneOf, "other"]);
      if (schema.limits?.format === "date-time")
        return random.one(["2030-01-31T12:00:00Z", "2030-01-31T12:00:00.5+02:00", "2030-02-31", ""]);
      if (schema.limits?.format === "byte") return random.one(["YQ==", "YWJj", "a", "*"]);
      return random.one([
        "a",
        "main",
        "a-b",
        "a_b",
        "A.b",
        "9x",
        "",
        "{{x}}",
        "-a",
        "0 6 * * *",
        "@daily",
        "x".repeat(129),
        "x".repeat(257),
      ]);
    case "flag":
      return random.chance(0.5);
    case "whole":
      return random.one([0, 1, 5, -1, 511, 512, 2 ** 31 - 1]);
    case "number":
      return random.one([0, 0.5, -3, 1e10]);
    case "whole-or-text":
      return random.one<unknown>([1, "1", "500m", "4Gi", "25%", "x", -1, ""]);
    case "anything":
      return random.one<unknown>([{}, { a: { b: [1] } }]);
    case "list":
      return Array.from({ length: depth > 0 ? random.below(3) : 0 }, () => randomValue(schema.of, random, depth - 1));
    case "map":
      return Object.fromEntries(
        Array.from({ length: random.below(3) }, (_, index) => [`key-${index}`, randomValue(schema.of, random, depth - 1)]),
      );
    case "shape": {
      const chosen = [...schema.fields.keys()].filter((field) =>
        schema.required.includes(field) ? random.chance(0.95) : depth > 0 && random.chance(6 / (schema.fields.size + 6)),
      );
      return Object.fromEntries(chosen.map((field) => [field, randomValue(schema.fields.get(field)!, random, depth - 1)]));
    }
  }
}
