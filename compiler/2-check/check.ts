import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Plan } from "../plan/plan.ts";
import { componentNames } from "./rules/component-names.ts";
import { loopItems } from "./rules/loop-items.ts";
import { names } from "./rules/names.ts";
import { orderIsNoCircle } from "./rules/order-is-no-circle.ts";
import { outputsExist } from "./rules/outputs-exist.ts";
import { paramsKeepTheirType } from "./rules/params-keep-their-type.ts";
import { scheduleIsKnown } from "./rules/schedule-is-known.ts";
import { sizes } from "./rules/sizes.ts";
import { taskArguments } from "./rules/task-arguments.ts";
import { taskOptions } from "./rules/task-options.ts";

/** A law that plans must keep: all its breaches, none thrown. */
export type Rule = (plan: Plan) => readonly Diagnostic[];

/** In the order in which a reader wants to hear of them. */
const rules: readonly Rule[] = [
  names,
  componentNames,
  paramsKeepTheirType,
  sizes,
  taskArguments,
  outputsExist,
  orderIsNoCircle,
  loopItems,
  taskOptions,
  scheduleIsKnown,
];

/** More than this many are one mistake repeated. */
const maxDiagnostics = 100;

/** Everything wrong with a plan. */
export function check(plan: Plan): readonly Diagnostic[] {
  return rules.flatMap((rule) => rule(plan)).slice(0, maxDiagnostics);
}
