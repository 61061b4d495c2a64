import type { KubeObject } from "../watch-object.ts";

/** What others refer to comes first, and what starts something last. */
const order = [
  ...["Namespace", "PriorityClass", "ServiceAccount", "Role", "RoleBinding", "LimitRange", "ResourceQuota", "NetworkPolicy"],
  ...["Secret", "ConfigMap", "PersistentVolumeClaim", "LocalQueue", "ResourceClaimTemplate", "WorkflowTemplate"],
];
const last = ["Sensor", "CronWorkflow", "Workflow"];

function rank({ kind = "", metadata }: KubeObject, pipeline: string): number {
  const [early, late] = [order.indexOf(kind), last.indexOf(kind)];
  if (late >= 0) return order.length + 1 + late;
  // the template that is started calls the others
  const isMain = kind === "WorkflowTemplate" && metadata.name === pipeline;
  return early < 0 ? order.length : isMain ? early + 0.5 : early;
}

/** Objects in groups, one after the other: whatever an object refers to is in a group before its own. */
export function applyOrder(objects: readonly KubeObject[], pipeline: string): readonly (readonly KubeObject[])[] {
  const groups = Map.groupBy(objects, (object) => rank(object, pipeline));
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}
