import { z } from "zod";
import type { Outputs } from "../../../dsl/component.ts";

/** The JSON type of an output's value: `number`, `string`, …; `unknown` for what JSON Schema can't say in a word, `artifact` for files. */
export function jsonType(output: Outputs[string]): string {
  if ("kind" in output && output.kind === "artifact-type") return "artifact";
  const { type } = z.toJSONSchema(output as z.ZodType, { unrepresentable: "any" });
  return typeof type === "string" ? type : "unknown";
}
