/** Cases whose outcome hangs on what else is on the cluster, with what that is. */
export const knownToClusterAlone: Readonly<Record<string, string>> = {
  "resource-kind-unknown": "whether there is a CustomResourceDefinition of that kind",
  "semaphore-without-configmap": "whether the ConfigMap is there",
  "service-account-unknown": "whether the service account is there",
  "template-ref-unknown-cluster-template": "whether the ClusterWorkflowTemplate is there",
  "template-ref-unknown-resource": "whether the WorkflowTemplate is there",
  "template-ref-to-a-missing-workflow-template": "whether the WorkflowTemplate is there",
  "workflow-argument-value-from-missing-configmap": "whether the ConfigMap is there",
  "spec-suspend-holds-everything-back": "whether somebody resumes what was asked to wait",
  "workflow-level-mutex-message-while-waiting": "who else holds the lock, and for how long: recorded while it waited",
  "env-from-missing-configmap-key": "whether the ConfigMap is there",
  "image-missing-stays-pending": "whether the registry has the image",
  "unschedulable-pod-stays-pending": "whether a node has the label",
  "volume-from-missing-secret": "whether the Secret is there",
};

/** What the API server stores and a check refuses all the same, with the reason. */
export const refusedThoughStored: Readonly<Record<string, string>> = {
  "plugin-with-two-keys": "the whole controller breaks down until it is deleted",
  "workflow-template-with-unresolved-tag-is-stored":
    "a WorkflowTemplate is looked at only when it is used; every run of it is refused",
  "workflow-template-wrong-is-stored": "a WorkflowTemplate is looked at only when it is used; every run of it is refused",
};

/** What Argo takes without a word and does otherwise than its author meant: the warnings of each. */
export const acceptedAndDoubtful: Readonly<Record<string, readonly string[]>> = {
  "container-set-container-without-command": ["command-left-out"],
  "cron-when-syntax-error": ["expression-syntax"],
  "duplicate-yaml-key": ["key-twice"],
  "expression-tag-unknown-function": ["sprig-function-unknown"],
  "input-value-outside-enum": ["argument-outside-enum"],
  "item-of-earlier-step-leaks-into-next": ["item-outside-loop"],
  "item-outside-loop": ["item-outside-loop"],
  "metric-of-no-kind": ["metric-of-no-kind"],
  "retry-limit-not-a-number": ["retry-wrong"],
  "script-without-source": ["script-empty"],
  "sequence-bad-format": ["sequence-format-wrong"],
  "sequence-count-negative": ["sequence-no-number"],
  "shutdown-unknown-word": ["shutdown-word-unknown"],
  "step-passes-unknown-argument": ["argument-unknown"],
  "step-with-template-and-inline": ["template-beside-inline"],
  "suspend-output-without-supplied": ["suspend-output-not-supplied"],
  "tag-item-inside-leaf": ["item-outside-loop"],
  "tag-of-undeclared-input-in-expression": ["expression-name-unknown"],
  "tag-workflow-status-outside-exit-handler": ["status-outside-exit-handler"],
  "with-items-null-item": ["item-is-null"],
};
