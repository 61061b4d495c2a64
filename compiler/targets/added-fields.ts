import type { AddedField } from "./target.ts";

const retry = "Let the step be tried again instead: retry.";
const byPlugin = "Keep the artifact in one of the stores that are built in: s3, gcs, azure, http, git, oss or hdfs.";
const byLimits = 'Ask for devices by name instead: resources with a limit such as "nvidia.com/gpu".';
const perContainer = "Give resources to the containers instead.";
const addressing = "Leave it out: the store decides by its endpoint.";

/**
 * Fields that came after the oldest target, by the CRDs of 3.7.18 and 4.1.2 (`scripts/argo/compare-crds.ts`). 4.0 is built on the same
 * API of Kubernetes as 3.7, so what came with Kubernetes' is of 4.1 too.
 */
export const addedFields: readonly AddedField[] = [
  ...["Artifact", "ArtifactLocation", "ArtifactPaths"].map(
    (shape): AddedField => ({ shape, field: "plugin", since: "4.0", help: byPlugin }),
  ),
  {
    shape: "Template",
    field: "pendingTimeout",
    since: "4.1",
    help: "Leave it out: a deadline of the whole pipeline counts the time that pods wait as well.",
  },
  { shape: "Template", field: "podResources", since: "4.1", help: perContainer },
  { shape: "WorkflowSpec", field: "podResources", since: "4.1", help: perContainer },
  { shape: "Template", field: "resourceClaims", since: "4.1", help: byLimits },
  { shape: "WorkflowSpec", field: "resourceClaims", since: "4.1", help: byLimits },
  {
    shape: "WorkflowSpec",
    field: "executorPlugins",
    since: "4.1",
    help: "Install the plugin for the whole namespace instead: a ConfigMap that the controller reads.",
  },
  { shape: "S3Artifact", field: "addressingStyle", since: "4.1", help: addressing },
  {
    shape: "HTTPArtifact",
    field: "saveStreamViaFile",
    since: "4.1",
    help: "Leave it out where the server takes uploads without a length, or keep the artifact in another store.",
  },
  ...["Container", "ContainerNode", "UserContainer", "ScriptTemplate"].map(
    (shape): AddedField => ({ shape, field: "restartPolicyRules", since: "4.1", help: retry }),
  ),
  {
    shape: "EnvVarSource",
    field: "fileKeyRef",
    since: "4.1",
    help: "Take the value from a Secret or a ConfigMap: secretKeyRef, configMapKeyRef.",
  },
  {
    shape: "VolumeProjection",
    field: "podCertificate",
    since: "4.1",
    help: "Mount a certificate that lies in a Secret instead.",
  },
];
