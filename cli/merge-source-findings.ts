import { type Diagnostic, isError } from "../compiler/diagnostics/diagnostic.ts";
import type { SourceFinding } from "../compiler/source/source-finding.ts";

/** How a mistake that is read in the source shows when the file is loaded all the same. */
const symptoms: ReadonlySet<string> = new Set([
  "ref-used-as-value",
  "pipeline-throws",
  "when-wants-condition",
  "logic-wants-conditions",
  "loop-wants-list",
  "component-in-body",
  "outside-pipeline",
  "pipeline-is-finished",
]);

/** What was read, and what loading the file said of other mistakes: at the same statement the reader knows what is meant. */
export function mergeSourceFindings(thrown: readonly Diagnostic[], findings: readonly SourceFinding[]): readonly Diagnostic[] {
  const errors = findings.filter(({ diagnostic }) => isError(diagnostic));
  const isSaid = ({ code, at }: Diagnostic) =>
    symptoms.has(code) &&
    at !== undefined &&
    errors.some(({ diagnostic, lines: [first, last] }) => diagnostic.at?.file === at.file && first <= at.line && at.line <= last);
  return [...findings.map(({ diagnostic }) => diagnostic), ...thrown.filter((one) => !isSaid(one))];
}
