/**
 * The fields of Argo's Go types, in the order in which Go writes them into JSON: of several tags that can't be resolved, the first
 * in this text is the one that is named, and a tag that nothing closes ends at the next two braces of it.
 *
 * `field:shape` says what is inside (in lists too), `field!` that it is written when it is empty. What is not listed comes last.
 */
const container =
  "name image command args workingDir ports envFrom env resources! resizePolicy restartPolicy restartPolicyRules volumeMounts volumeDevices " +
  "livenessProbe readinessProbe startupProbe lifecycle terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty";

const location = "archiveLogs s3 git http artifactory hdfs raw oss gcs azure plugin";

const called = "name template inline:template arguments!:ports templateRef:ref";
const loop = "withItems withParam withSequence:sequence when continueOn onExit hooks:hooks";

const texts = {
  template:
    "name inputs!:ports outputs!:ports nodeSelector:map affinity metadata!:metadata daemon steps:step container:container containerSet:set script:script " +
    "resource:resource dag:dag suspend:suspend data http:http plugin:map volumes initContainers:container sidecars:container archiveLocation:location " +
    "activeDeadlineSeconds retryStrategy:retry parallelism failFast tolerations schedulerName priorityClassName serviceAccountName " +
    "automountServiceAccountToken executor hostAliases securityContext podSpecPatch metrics synchronization memoize:memoize timeout annotations:map",
  ports: "parameters:parameter artifacts:artifact",
  parameter: "name default value valueFrom:from globalName enum description",
  from: "path jsonPath jqFilter event parameter supplied configMapKeyRef default expression",
  artifact: `name path mode from ${location} globalName archive optional subPath recurseMode fromExpression artifactGC deleted`,
  location,
  metadata: "annotations:map labels:map",
  step: `${called} ${loop}`,
  task: `${called} dependencies ${loop} depends`,
  ref: "name template clusterScope",
  sequence: "count start end format",
  hook: "template arguments!:ports templateRef:ref expression",
  container: `${container} mirrorVolumeMounts dependencies`,
  script: `${container} source`,
  set: "containers:container volumeMounts retryStrategy",
  resource: "action mergeStrategy manifest manifestFrom setOwnerReference successCondition failureCondition flags",
  dag: "target tasks:task failFast",
  suspend: "duration",
  http: "method url headers timeoutSeconds successCondition body bodyFrom insecureSkipVerify",
  retry: "limit retryPolicy backoff affinity expression",
  memoize: "key cache maxAge",
} as const;

export type ShapeName = keyof typeof texts | "map" | "hooks";

export interface FieldOrder {
  readonly field: string;
  readonly shape: ShapeName | undefined;
  readonly always: boolean;
}

/** The fields of a shape in their order; of a map there is none: its keys are sorted. */
export const fieldOrders: ReadonlyMap<ShapeName, readonly FieldOrder[]> = new Map(
  Object.entries(texts).map(([name, text]) => [name as ShapeName, text.split(" ").map(fieldOrder)]),
);

function fieldOrder(text: string): FieldOrder {
  const [, field = "", always, shape] = /^(\w+)(!?)(?::(\w+))?$/.exec(text) ?? [];
  return { field, always: always === "!", shape: shape as ShapeName | undefined };
}
