import type { Artifact } from "../argo/model.generated.ts";
import { collectedExpression, constantExpression, member, wireOfJson, wireOfText } from "./expression.ts";

/** How the value of a ref is written at one place of the manifest. */
export interface Term {
  /** The argument that carries it on, in its wire form. */
  readonly tag: string;
  /** The expression of the wire form. */
  readonly wire: string;
  /** The expression of the decoded value. */
  readonly value: string;
}

/** Where an artifact argument comes from: a task's output, an input of the body, a prefix of keys, or a place in a store. */
export type ArtifactSource = Omit<Artifact, "name">;

/** How an artifact is written at one place of the manifest. */
export interface ArtifactTerm {
  readonly source: ArtifactSource;
  /** In an expression that joins artifacts; nothing where it is absent. */
  readonly expression: string;
}

/** An expression as a tag. */
export const tag = (expression: string): string => `{{=${expression}}}`;

/** A value that is there in its wire form, as a member of `of`: `tasks.train.outputs.parameters`. */
export function plainTerm(of: readonly string[], name: string): Term {
  const wire = memberOf([...of, name]);
  return { tag: `{{${[...of, name].join(".")}}}`, wire, value: `fromJSON(${wire})` };
}

/** A value computed from others. */
export const computedTerm = (value: string, holdsText = true): Term => {
  const wire = holdsText ? wireOfJson(value) : `toJson(${value})`;
  return { tag: tag(wire), wire, value };
};

/** A parameter of the workflow: what a person typed. */
export function parameterTerm(name: string, form: "text" | "json", holdsText: boolean): Term {
  const typed = member("workflow.parameters", name);
  if (form === "json") return computedTerm(`fromJSON(${typed})`, holdsText);
  return { tag: tag(wireOfText(typed)), wire: wireOfText(typed), value: typed };
}

/** What a loop gives for one output. A loop over nothing is skipped, and gives nothing. */
export function collectedTerm(of: readonly string[], name: string, mayBeEmpty: boolean): Term {
  const aggregate = memberOf([...of, name]);
  return computedTerm(collectedExpression(mayBeEmpty ? `(${aggregate} ?? '[]')` : aggregate));
}

/** `tasks['for-each-train'].outputs.parameters.score` */
export const memberOf = ([first, ...rest]: readonly string[]): string => rest.reduce(member, first!);

/** Text with simple tags as an expression: `'a' + inputs.parameters.x`. */
export function templateExpression(text: string): string {
  const parts = text.split(/(\{\{[^{}]+\}\})/).filter((part) => part !== "");
  return parts
    .map((part) => (part.startsWith("{{") ? memberOf(part.slice(2, -2).split(".")) : constantExpression(part)))
    .join(" + ");
}
