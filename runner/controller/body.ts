import type { Template } from "../../compiler/argo/model.generated.ts";
import { ControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import { DagBody } from "./dag-body.ts";
import type { Invocation, InvocationSpec, Progress } from "./invocation.ts";
import type { NodeType } from "./node-status.ts";
import { PodBody } from "./pod-body.ts";
import { StepsBody } from "./steps-body.ts";
import type { TemplateSource } from "./submission.ts";
import { SuspendBody } from "./suspend-body.ts";

/** What a template does when it is called: once, whatever its retryStrategy says. */
export interface Body {
  readonly advance: () => Progress;
}

/** A call whose template is at hand, with its tags replaced. */
export interface BodySpec extends InvocationSpec {
  readonly template: Template;
  readonly source: TemplateSource;
  readonly retried?: boolean;
}

export function bodyOf(run: Controller, unit: Invocation, spec: BodySpec): Body {
  const { template } = spec;
  if (template.dag !== undefined) return new DagBody(run, unit, spec);
  if (template.steps !== undefined) return new StepsBody(run, unit, spec);
  if (template.suspend !== undefined) return new SuspendBody(run, unit, spec);
  if (podTypes.some((type) => template[type] !== undefined)) return new PodBody(run, spec);
  throw new ControlError(`template ${template.name ?? ""} has no type`);
}

const podTypes = ["container", "script", "containerSet", "resource", "data", "http", "plugin"] as const;

/** The type of the node of a template. */
export function nodeTypeOf(template: Template): NodeType {
  if (template.dag !== undefined) return "DAG";
  if (template.steps !== undefined) return "Steps";
  if (template.suspend !== undefined) return "Suspend";
  if (template.http !== undefined) return "HTTP";
  return template.plugin === undefined ? "Pod" : "Plugin";
}
