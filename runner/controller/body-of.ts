import type { Body, BodySpec } from "./body.ts";
import { ControlError } from "./control-error.ts";
import type { Controller } from "./controller.ts";
import { DagBody } from "./dag-body.ts";
import type { Invocation } from "./invocation.ts";
import { PodBody } from "./pod-body.ts";
import { StepsBody } from "./steps-body.ts";
import { SuspendBody } from "./suspend-body.ts";

/** What carries out a template of its type. @throws ControlError for a template without a type */
export function bodyOf(run: Controller, unit: Invocation, spec: BodySpec): Body {
  const { template } = spec;
  if (template.dag !== undefined) return new DagBody(run, unit, spec);
  if (template.steps !== undefined) return new StepsBody(run, unit, spec);
  if (template.suspend !== undefined) return new SuspendBody(run, unit, spec);
  if (podTypes.some((type) => template[type] !== undefined)) return new PodBody(run, spec);
  throw new ControlError(`template ${template.name ?? ""} has no type`);
}

const podTypes = ["container", "script", "containerSet", "resource", "data", "http", "plugin"] as const;
