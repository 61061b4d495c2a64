import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { entryRules, fileRules } from "./entry-rules.ts";
import { Project } from "./manifest/project.ts";
import { argoObjects, entriesIn } from "./manifest/read-objects.ts";
import { lintRules } from "./rules.ts";
import { Subject } from "./subject.ts";
import { readYaml, type SourceFile } from "./yaml/read-yaml.ts";

export type { SourceFile } from "./yaml/read-yaml.ts";

/** What came of looking at manifests. */
export interface LintResult {
  /** In the order of the files, then of their lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many Argo objects there were. */
  readonly objects: number;
}

/**
 * Looks at manifests as Argo's API server and controller would, and further, without a cluster. All files are looked at together: a
 * `templateRef` of one finds the WorkflowTemplate of another.
 *
 * ```ts
 * lint([{ file: "/here/train.yaml", text: readFileSync("train.yaml", "utf8") }]).diagnostics
 * ```
 */
export function lint(files: readonly SourceFile[]): LintResult {
  const read = files.map((file) => ({ file, ...readYaml(file) }));
  const entries = read.flatMap(({ documents }) => entriesIn(documents));
  const project = new Project(argoObjects(entries));
  const found = [
    ...read.flatMap(({ file, documents, problems }) => [
      ...problems,
      ...fileRules.flatMap((rule) => rule(file, documents, problems.length > 0)),
    ]),
    ...entries.flatMap((entry) => entryRules.flatMap((rule) => rule(entry))),
    ...project.objects.flatMap((object) => problemsOf(new Subject(object, project))),
  ];
  return Object.freeze({ diagnostics: Object.freeze(inOrder(found, files)), objects: project.objects.length });
}

function problemsOf(subject: Subject): readonly Diagnostic[] {
  return lintRules.flatMap((rule) => [...rule(subject)]);
}

/** By file, line and column. */
function inOrder(found: readonly Diagnostic[], files: readonly SourceFile[]): readonly Diagnostic[] {
  const order = new Map(files.map(({ file }, index) => [file, index]));
  const fileOf = ({ at }: Diagnostic) => (at === undefined ? -1 : (order.get(at.file) ?? -1));
  return found.toSorted(
    (a, b) =>
      fileOf(a) - fileOf(b) ||
      (a.at?.line ?? 0) - (b.at?.line ?? 0) ||
      (a.at?.column ?? 0) - (b.at?.column ?? 0) ||
      (a.severity === b.severity ? 0 : a.severity === "error" ? -1 : 1),
  );
}
