import type { SchemaIssue, SchemaRule } from "../../argo/validate/schema-issue.ts";
import { validateObject, validateTemplate } from "../../argo/validate/validate-object.ts";
import type { Path } from "../../argo/yaml/json.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { problem } from "../../diagnostics/problem.ts";
import { issuesOnTarget } from "../../targets/still-known.ts";
import type { Subject } from "../subject.ts";
import type { TemplateView } from "./template-view.ts";

/** A rule of the schema that has a code of its own here. */
export type SchemaCode = `schema-${Exclude<SchemaRule, "kind">}`;

/** What the API server's schema says of an object, as problems of one code. */
export function schemaProblems(subject: Subject, code: SchemaCode): readonly Diagnostic[] {
  return subject
    .once(issuesOf)
    .filter(({ rule }) => `schema-${rule}` === code)
    .map(({ path, message }) => problem(code, { what: message }, { at: subject.at(path, spotOf(code)) }));
}

/** A field that nobody knows is shown at its name. */
const spotOf = (code: SchemaCode) => (code === "schema-unknown-field" ? { key: true } : {});

function issuesOf(subject: Subject): readonly SchemaIssue[] {
  const { object, project } = subject;
  const ofObject = issuesOnTarget(validateObject(object.value), object.value, project.target)
    .filter(({ rule, path }) => rule !== "kind" && !isSaidElsewhere(path))
    .map((issue) => ({ ...issue, path: [...object.path, ...issue.path] }));
  return [...ofObject, ...object.templates.flatMap(issuesOfInline)];
}

/** The schema leaves inline templates open; the controller reads them as any other. */
function issuesOfInline({ tasks }: TemplateView): readonly SchemaIssue[] {
  return tasks.flatMap(({ inline }) =>
    inline === undefined
      ? []
      : [
          ...validateTemplate(inline.body).map((issue) => ({ ...issue, path: [...inline.path, ...issue.path] })),
          ...issuesOfInline(inline),
        ],
  );
}

/** Laws with words and places of their own. */
function isSaidElsewhere([first, second]: Path): boolean {
  return first === "metadata" && (second === "name" || second === "generateName" || second === "labels");
}
