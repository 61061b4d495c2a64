import type { PullPolicy } from "../../../dsl/options/extra-container.ts";

export const pullPolicies: Readonly<Record<PullPolicy, "Always" | "IfNotPresent" | "Never">> = {
  always: "Always",
  "if-not-present": "IfNotPresent",
  never: "Never",
};
