import type { ClusterPlan } from "../../cluster/plan/cluster-plan.ts";
import type { RunCost } from "../../compiler/plan/run-cost.ts";

const whyUnknown: Readonly<Record<RunCost["unknown"][number]["why"], string>> = {
  "list-from-a-step": "goes over a list that a step makes",
  "no-timeout": "has a GPU and no timeout",
  "foreign-template": "is a template that is not looked into",
};

/** `A run: 12 pods and 6 GPU-hours at most, every try counted`, or why it may be more. */
export function costWords({ pods, gpuHours, unknown }: RunCost): readonly string[] {
  const gpus = gpuHours === 0 ? "" : ` and ${Number(gpuHours.toFixed(2))} GPU-hours`;
  const most = unknown.length === 0 ? " at most, every try counted" : ", every try counted, and more:";
  const first = `A run: ${counted(pods, "pod")}${gpus}${most}`;
  return [first, ...unknown.map(({ step, why }) => `  step "${step}" ${whyUnknown[why]}`)];
}

/** `Next: 2026-11-24 03:00:00, … (America/Chicago)` */
export const timesWords = ({ nextTimes }: ClusterPlan): readonly string[] =>
  nextTimes.map(({ name, zone, times }) =>
    times.length === 0 ? `${name} has no next time` : `Next starts: ${times.join(", ")} (${zone})`,
  );

/** `Kubernetes v1.35.4, Argo 4.1 with full CRDs` */
export function versionWords({ versions: { kubernetes, argo, crds } }: ClusterPlan): string {
  const crdWords = { full: " with full CRDs", minimal: " with minimal CRDs", missing: " without CRDs", unknown: "" }[crds];
  return `Kubernetes ${kubernetes || "of unknown version"}, Argo ${argo ?? "of unknown version"}${crdWords}`;
}

export const unseenWords = ({ unseen }: ClusterPlan): readonly string[] =>
  unseen.length === 0 ? [] : [`Not looked at, for want of rights: ${unseen.join(", ")}`];

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** Whether apply would do anything. */
export const hasChanges = ({ changes }: ClusterPlan): boolean => changes.some(({ action }) => action !== "same");

/** `1 to create, 2 to change, 3 unchanged` */
export function countWords({ changes }: ClusterPlan): string {
  const words = { create: "to create", change: "to change", prune: "to prune", same: "unchanged" } as const;
  const parts = (Object.keys(words) as (keyof typeof words)[]).flatMap((action) => {
    const count = changes.filter((one) => one.action === action).length;
    return count === 0 ? [] : [`${count} ${words[action]}`];
  });
  return parts.length === 0 ? "nothing is part of it" : parts.join(", ");
}
