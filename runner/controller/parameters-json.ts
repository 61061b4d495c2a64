import type { Parameter } from "../../compiler/argo/model.generated.ts";
import { escapeGoJson } from "../../compiler/expression/go/escape-json.ts";

/** Parameters as one JSON text, with their fields in the order in which Argo writes them. */
export const parametersJson = (parameters: readonly Parameter[]): string =>
  escapeGoJson(
    JSON.stringify(
      parameters.map(({ name, default: fallback, value, valueFrom, globalName, enum: choices, description }) => ({
        name,
        default: fallback,
        value,
        valueFrom,
        globalName,
        enum: choices,
        description,
      })),
    ),
  );
