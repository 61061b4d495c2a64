import type { JsonRecord } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { isWhole } from "../manifest/is-whole.ts";
import { portsOf } from "../manifest/ports.ts";
import type { LintRule } from "../rule.ts";

/** A run has all its arguments. */
export const workflowArgumentWithoutValue: LintRule = ({ object, project }) => {
  if (!isWhole(object)) return [];
  const path = [...object.specPath, "arguments"];
  const own = portsOf(object.spec["arguments"], path).parameters;
  const owner = project.templatesOwner(object);
  // What the run leaves open, the template that it refers to may have; one in no file is given the benefit of the doubt.
  const ofTemplate =
    owner === undefined || owner === object ? [] : portsOf(owner.spec["arguments"], [...owner.specPath, "arguments"]).parameters;
  const given = new Set([...own, ...ofTemplate].flatMap(({ name, body }) => (hasValue(body) ? [name] : [])));
  const names = new Map([...ofTemplate, ...own].map((port) => [port.name, port]));
  if (owner === undefined) return [];
  return [...names.values()].flatMap((port) => {
    const { name } = port;
    if (name === undefined || given.has(name)) return [];
    const at = own.includes(port) ? object.at(port.path) : object.at([...object.specPath, "workflowTemplateRef"], { key: true });
    return [problem("workflow-argument-without-value", { name, object: object.label }, { at })];
  });
};

function hasValue(body: JsonRecord): boolean {
  return ["value", "valueFrom"].some((field) => body[field] !== undefined && body[field] !== null);
}
