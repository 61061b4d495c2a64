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
  "body-without-tasks",
]);

/** What was read, and what loading the file said of other mistakes. */
export const mergeSourceFindings = (thrown: readonly Diagnostic[], findings: readonly SourceFinding[]): readonly Diagnostic[] => [
  ...findings.map(({ diagnostic }) => diagnostic),
  ...unsaidProblems(thrown, findings),
];

/** Problems that are no symptom of something read: at the same statement the reader knows what is meant. */
export function unsaidProblems(thrown: readonly Diagnostic[], findings: readonly SourceFinding[]): readonly Diagnostic[] {
  const errors = findings.filter(({ diagnostic }) => isError(diagnostic));
  const isSaid = ({ code, at }: Diagnostic) =>
    symptoms.has(code) &&
    at !== undefined &&
    errors.some(({ diagnostic, lines: [first, last] }) => diagnostic.at?.file === at.file && first <= at.line && at.line <= last);
  return thrown.filter((one) => !isSaid(one));
}
