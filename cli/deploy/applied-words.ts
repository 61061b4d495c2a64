import type { AppliedObject } from "../../cluster/apply/apply-plan.ts";
import { objectName } from "../../cluster/plan/object-change.ts";
import { visibleText } from "../../util/visible-text.ts";
import type { Style } from "../terminal.ts";

type Outcome = AppliedObject["outcome"];

/** `WorkflowTemplate taxi created` */
export function appliedLine(one: AppliedObject, style: Style): string {
  const colours: Readonly<Record<Outcome, (text: string) => string>> = {
    created: style.green,
    changed: style.yellow,
    unchanged: style.dim,
    pruned: style.red,
    refused: style.red,
    perhaps: style.yellow,
    left: style.dim,
  };
  return `${visibleText(objectName(one))} ${colours[one.outcome](words[one.outcome])}`;
}

const words: Readonly<Record<Outcome, string>> = {
  created: "created",
  changed: "changed",
  unchanged: "unchanged",
  pruned: "pruned",
  refused: "refused",
  perhaps: "perhaps applied: no answer came",
  left: "not applied",
};

/** `2 created, 1 unchanged`, or that nothing was to be done. */
export function outcomeWords(objects: readonly AppliedObject[]): string {
  if (objects.every(({ outcome }) => outcome === "unchanged")) return "Nothing to change.";
  const counts = Map.groupBy(objects, ({ outcome }) => outcome);
  const short = { ...words, perhaps: "perhaps applied" };
  return `${[...counts].map(([outcome, all]) => `${all.length} ${short[outcome]}`).join(", ")}.`;
}

/** What was and what was not done, by name. */
export function applyProblems(objects: readonly AppliedObject[]): string {
  const named = (...outcomes: readonly Outcome[]): string =>
    objects
      .filter(({ outcome }) => outcomes.includes(outcome))
      .map(objectName)
      .join(", ");
  const parts = [
    ["Applied", named("created", "changed", "unchanged", "pruned")],
    ["Perhaps applied, as no answer came", named("perhaps")],
    ["Refused", named("refused")],
    ["Not applied", named("left")],
  ] as const;
  return parts
    .filter(([, names]) => names !== "")
    .map(([head, names]) => `${head}: ${names}.`)
    .join(" ");
}
