import type { Behaviour } from "./target.ts";

/** What no schema says, by the release that brought it. */
export const behaviours = {
  absentOutputs: {
    name: "absent-outputs",
    says: "Outputs of a step that did not run are absent, so that `??`, a default of the producer and a default of the input decide.",
    before: "They are empty text in older releases, and the workflow hangs in some.",
    from: { "3.7": "3.7.16", "4.0": "4.0.7", "4.1": "4.1.0" },
  },
  expressionAsInput: {
    name: "expression-as-input",
    says: "An expression as the value of an input can be used in the `when` and `withParam` behind it.",
    before: "It arrives unevaluated in 4.0.2.",
    from: { "3.7": "3.7.0", "4.0": "4.0.3", "4.1": "4.1.0" },
  },
  strictSchema: {
    name: "strict-schema",
    says: "The default installation has the full CRDs: the API server refuses what they do not allow.",
    before: "The default installation takes any field, and the controller drops those that it does not know in silence.",
    from: { "4.0": "4.0.0", "4.1": "4.1.0" },
  },
  cacheWithoutKey: {
    name: "cache-without-key",
    says: "The ConfigMap of a cache is a name alone.",
    before:
      "The full CRDs want a `key` beside it, which nobody reads. The default installation has the small ones, which do not.",
    from: { "4.0": "4.0.0", "4.1": "4.1.0" },
  },
  reservedNames: {
    name: "reserved-container-names",
    says: "Sidecars and the containers of a set can't be called wait, supervisor or artifact-plugin-….",
    before: "Only main, init and wait are taken, and nobody says so.",
    from: { "4.1": "4.1.0" },
  },
} as const satisfies Readonly<Record<string, Behaviour>>;
