import { isArtifactType } from "../../../dsl/foreign/output-places.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { foreignSteps } from "../foreign/foreign-of.ts";
import { transforms } from "../transforms.ts";

/** The schemas of a foreign step turn nothing into something else: no code of ours runs them. */
export const foreignSchemaTransforms: Rule = (plan) =>
  foreignSteps(plan).flatMap(({ name, spec, at }) => [
    ...Object.entries(spec.params ?? {})
      .filter(([, schema]) => transforms(schema))
      .map(([param]) => problem("foreign-schema-transforms", { step: name, what: `parameter "${param}"` }, { at })),
    ...Object.entries(spec.outputs ?? {})
      .filter(([, schema]) => !isArtifactType(schema) && transforms(schema))
      .map(([output]) => problem("foreign-schema-transforms", { step: name, what: `output "${output}"` }, { at })),
  ]);
