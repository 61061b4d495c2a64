import type { LintRule } from "./rule.ts";
import { callsRules } from "./topics/calls-rules.ts";
import { dataRules } from "./topics/data-rules.ts";
import { expressionsRules } from "./topics/expressions-rules.ts";
import { loopsRules } from "./topics/loops-rules.ts";
import { objectsRules } from "./topics/objects-rules.ts";
import { orderRules } from "./topics/order-rules.ts";
import { podsRules } from "./topics/pods-rules.ts";
import { safetyRules } from "./topics/safety-rules.ts";
import { schemaRules } from "./topics/schema-rules.ts";
import { settingsRules } from "./topics/settings-rules.ts";
import { variablesRules } from "./topics/variables-rules.ts";

/** Every law that a manifest is held to. */
export const lintRules: readonly LintRule[] = [
  ...callsRules,
  ...dataRules,
  ...expressionsRules,
  ...loopsRules,
  ...objectsRules,
  ...orderRules,
  ...podsRules,
  ...safetyRules,
  ...schemaRules,
  ...settingsRules,
  ...variablesRules,
];
