/** Kinds whose plural is not what English would make of them, or that many resource steps use. */
const known: Readonly<Record<string, string>> = {
  ConfigMap: "configmaps",
  CronWorkflow: "cronworkflows",
  Deployment: "deployments",
  Endpoints: "endpoints",
  InferenceService: "inferenceservices",
  Ingress: "ingresses",
  Job: "jobs",
  JobSet: "jobsets",
  NetworkPolicy: "networkpolicies",
  PersistentVolumeClaim: "persistentvolumeclaims",
  Pod: "pods",
  RayJob: "rayjobs",
  Secret: "secrets",
  Service: "services",
  StatefulSet: "statefulsets",
  TrainJob: "trainjobs",
  Workflow: "workflows",
  WorkflowTemplate: "workflowtemplates",
};

/**
 * The name of a kind in rights and addresses. An API server alone knows it of kinds that others have defined.
 * @returns `isSure: false` for a kind whose plural was guessed
 */
export function pluralOf(kind: string): { readonly plural: string; readonly isSure: boolean } {
  const plural = Object.hasOwn(known, kind) ? known[kind] : undefined;
  if (plural !== undefined) return { plural, isSure: true };
  const name = kind.toLowerCase();
  const guessed = /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : /(s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
  return { plural: guessed, isSure: false };
}
