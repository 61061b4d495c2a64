import type { Diagnostic } from "./diagnostic.ts";

const severities = ["error", "warning"] as const;

/**
 * In the order in which a person works through them: by file, line and column, errors before warnings; what has no place comes first.
 * Equal ones keep their order; one that is said twice is said once.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const said = new Set<string>();
  const once = diagnostics.filter((one) => {
    const key = JSON.stringify([one.code, one.message, one.at]);
    return !said.has(key) && said.add(key);
  });
  return once.sort(
    (a, b) =>
      compare(a.at?.file ?? "", b.at?.file ?? "") ||
      compare(a.at?.line ?? 0, b.at?.line ?? 0) ||
      compare(a.at?.column ?? 0, b.at?.column ?? 0) ||
      compare(severities.indexOf(a.severity), severities.indexOf(b.severity)),
  );
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
