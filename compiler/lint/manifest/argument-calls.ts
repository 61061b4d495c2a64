import { isRecord } from "../../argo/yaml/json.ts";
import type { Subject } from "../subject.ts";
import type { ArgoObject } from "./argo-object.ts";
import { hasLocation } from "./artifact-location.ts";
import { type Call, callsOf } from "./calls.ts";
import type { Port } from "./ports.ts";
import type { TemplateView } from "./template-view.ts";

/** A call whose template is among the files. */
export interface ArgumentCall extends Call {
  readonly template: TemplateView;
  readonly owner: ArgoObject;
}

export function argumentCalls(subject: Subject): readonly ArgumentCall[] {
  return subject.once(findCalls);
}

function findCalls(subject: Subject): readonly ArgumentCall[] {
  return callsOf(subject).flatMap((call) => {
    const callee = subject.project.callee(subject.object, call.body, call.inline);
    return callee.kind === "template" ? [{ ...call, template: callee.template, owner: callee.owner }] : [];
  });
}

/** The inputs of a kind that have to be given and are not. */
export function missingInputs({ template, arguments: given }: ArgumentCall, kind: "parameters" | "artifacts"): readonly Port[] {
  const names = new Set(given[kind].map(({ name }) => name));
  return template.inputs[kind].filter((input) => input.name !== undefined && !names.has(input.name) && isRequired(input, kind));
}

function isRequired({ body }: Port, kind: "parameters" | "artifacts"): boolean {
  if (kind === "artifacts") return body["optional"] !== true && !hasSource(body);
  // Of the ways to say where a value comes from, inputs have but this one.
  const from = body["valueFrom"];
  if (isRecord(from) && isRecord(from["configMapKeyRef"])) return false;
  return ["value", "default"].every((field) => body[field] === undefined || body[field] === null);
}

function hasSource(body: Port["body"]): boolean {
  return hasLocation(body) || typeof body["from"] === "string" || typeof body["fromExpression"] === "string";
}
