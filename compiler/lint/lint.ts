import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { problem } from "../diagnostics/problem.ts";
import { sortDiagnostics } from "../diagnostics/sort-diagnostics.ts";
import type { Target } from "../targets/target.ts";
import { defaultTarget } from "../targets/targets.ts";
import { unsupportedFields } from "../targets/unsupported-fields.ts";
import { entryRules, fileRules } from "./entry-rules.ts";
import type { ArgoObject } from "./manifest/argo-object.ts";
import { Project } from "./manifest/project.ts";
import { argoObjects, entriesIn } from "./manifest/read-objects.ts";
import { lintRules } from "./rules.ts";
import { Subject } from "./subject.ts";
import { readYaml, type SourceFile } from "./yaml/read-yaml.ts";

export type { SourceFile } from "./yaml/read-yaml.ts";

/** What came of looking at manifests. */
export interface LintResult {
  /** By file, line and column. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many Argo objects there were. */
  readonly objects: number;
}

/**
 * Looks at manifests as Argo's API server and controller would, and further, without a cluster. All files are looked at together: a
 * `templateRef` of one finds the WorkflowTemplate of another.
 *
 * @param target the Argo of the cluster: what it lacks is a problem
 *
 * ```ts
 * lint([{ file: "/here/train.yaml", text: readFileSync("train.yaml", "utf8") }]).diagnostics
 * ```
 */
export function lint(files: readonly SourceFile[], target: Target = defaultTarget): LintResult {
  const read = files.map((file) => ({ file, ...readYaml(file) }));
  const entries = read.flatMap(({ documents }) => entriesIn(documents));
  const project = new Project(argoObjects(entries), target);
  const found = [
    ...read.flatMap(({ file, documents, problems }) => [
      ...problems,
      ...fileRules.flatMap((rule) => rule(file, documents, problems.length > 0)),
    ]),
    ...entries.flatMap((entry) => entryRules.flatMap((rule) => rule(entry))),
    ...project.objects.flatMap((object) => problemsOf(new Subject(object, project))),
    ...project.objects.flatMap((object) => targetProblems(object, target)),
  ];
  return Object.freeze({ diagnostics: sortDiagnostics(found), objects: project.objects.length });
}

function problemsOf(subject: Subject): readonly Diagnostic[] {
  return lintRules.flatMap((rule) => [...rule(subject)]);
}

function targetProblems(object: ArgoObject, target: Target): readonly Diagnostic[] {
  return unsupportedFields([object.value], target).map(({ path, field, since, help }) => {
    const words = { subject: object.label, field, target: target.name, since, help };
    return problem("target-lacks-field", words, { at: object.at([...object.path, ...path], { key: true }) });
  });
}
