/** A pattern of the CRDs, as the generated module calls it and as a message says it. */
export interface NamedPattern {
  readonly constant: string;
  readonly words: string;
}

const named: Readonly<Record<string, NamedPattern>> = {
  "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$": {
    constant: "quantityText",
    words: 'a quantity such as "500m", "2" or "4Gi"',
  },
  "^[-a-zA-Z0-9_{}.]+$": { constant: "artifactName", words: "letters, digits and -_.{}" },
  "^[-a-zA-Z0-9_]+$": { constant: "parameterName", words: 'letters, digits, "-" and "_"' },
  "^[a-zA-Z0-9][-a-zA-Z0-9]*$": { constant: "stepName", words: 'letters, digits and "-", and no "-" in front' },
  "^[a-zA-Z_][a-zA-Z0-9_]*$": { constant: "metricName", words: 'letters, digits and "_", and no digit in front' },
  "^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|@every\\s+([0-9]+(ns|us|µs|ms|s|m|h))+|([A-Za-z0-9*,/?-]+\\s+){4}[A-Za-z0-9*,/?-]+)$":
    {
      constant: "cronText",
      words: 'five fields such as "0 6 * * 1-5", "@daily" or "@every 1h", without a time zone of its own',
    },
};

/** @throws Error for a pattern that nobody has put in words */
export function namedPattern(pattern: string): NamedPattern {
  const found = named[pattern];
  if (found === undefined) throw new Error(`scripts/argo/pattern-words.ts has no words for ${pattern}`);
  return found;
}

export const patterns: readonly string[] = Object.keys(named);
