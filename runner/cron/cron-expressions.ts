import type { CronWorkflow } from "../../compiler/argo/model.generated.ts";
import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import { BYTES, funcType, TEXT_MAP, UINT8 } from "../../compiler/expression/go/go-type.ts";
import { TIME } from "../../compiler/expression/go/time-types.ts";
import { UTC } from "../../compiler/expression/go/zone.ts";
import { func, int64, map, sizedInt, typedList, typedMap } from "../../compiler/expression/make-value.ts";
import type { MapValue, Value } from "../../compiler/expression/value.ts";
import { evaluateWhen } from "../../compiler/expression/when.ts";
import { stableJson } from "../../util/stable-json.ts";
import { replaceTagsInPlainText } from "../template/replace-tags.ts";
import type { CronStatus } from "./cron-status.ts";

/**
 * What `when` says: whether a start is wanted now. Tags see `cronworkflow.…`; what is left is a condition, as of a step.
 *
 * @throws Error in the words of the libraries
 */
export function wantsStart(cron: CronWorkflow, status: CronStatus, now: number): boolean {
  const { when = "" } = cron.spec;
  if (when === "") return true;
  const values = new Map([...factsOf(cron, status)].map(([name, value]) => [`cronworkflow.${name}`, value] as const));
  const environment = withNow(argoEnvironment(values), now);
  return evaluateWhen(replaceTagsInPlainText(when, { values, environment }, { strict: "all" }));
}

/**
 * What the stop strategy says: whether nothing more is to be started, ever.
 *
 * @throws Error in the words of the libraries
 */
export function wantsStop(cron: CronWorkflow, status: CronStatus, now: number): boolean {
  const { expression } = cron.spec.stopStrategy ?? {};
  if (expression === undefined) return false;
  const result = evaluateExpression(expression, withNow(map([["cronworkflow", map(factsOf(cron, status))]]), now));
  if (typeof result === "boolean") return result;
  throw new Error(`unable to cast expression result '${String(result)}' to bool`);
}

/** What expressions may know of a CronWorkflow. `annotations` are its labels: the controller mistakes them, too. */
function factsOf({ metadata, spec: _ }: CronWorkflow, status: CronStatus): ReadonlyMap<string, Value> {
  const { name = "", namespace = "default", labels = {}, annotations = {} } = metadata;
  const { lastScheduledAt } = status;
  return new Map<string, Value>([
    ["name", name],
    ["namespace", namespace],
    ["labels", typedMap(TEXT_MAP, Object.entries(labels))],
    ["annotations", typedMap(TEXT_MAP, Object.entries(labels))],
    ["failed", int64(BigInt(status.failed))],
    ["succeeded", int64(BigInt(status.succeeded))],
    ["annotations.json", bytes(stableJson(annotations))],
    ["labels.json", bytes(stableJson(labels))],
    ["lastScheduledTime", lastScheduledAt === undefined ? null : moment(lastScheduledAt)],
  ]);
}

const bytes = (text: string): Value =>
  typedList(
    BYTES,
    [...Buffer.from(text)].map((byte) => sizedInt(UINT8, BigInt(byte))),
  );

const moment = (time: number): Value => ({ kind: "time", nanoseconds: BigInt(time) * 1_000_000n, zone: UTC });

/** The time is that of the run's clock. */
const withNow = (environment: MapValue, now: number): MapValue =>
  map([...(environment.entries as ReadonlyMap<string, Value>), ["now", func(funcType([], TIME), () => moment(now))]]);
