import { clusterOptions } from "../open-named-cluster.ts";
import type { OptionSpec } from "../parse-args.ts";

/** The options that `plan` and `apply` have in common. */
export const deployOptions = {
  ...clusterOptions,
  param: { type: "string", short: "p", multiple: true },
  params: { type: "string" },
  registry: { type: "string" },
  target: { type: "string" },
  profile: { type: "string" },
  "force-conflicts": { type: "boolean" },
  "no-prune": { type: "boolean" },
  "allow-unbuilt": { type: "boolean" },
  json: { type: "boolean" },
} as const satisfies Readonly<Record<string, OptionSpec>>;
