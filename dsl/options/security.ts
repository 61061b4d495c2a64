/** What a step's own container may do. What is not said stays as strict as Pod Security "restricted" wants it. */
export interface SecurityOptions {
  /** User of the step's container (default 8737, as Argo's own containers). */
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  /** Whether the kubelet refuses to start it as root (default true). */
  readonly runAsNonRoot?: boolean;
  /** The group that owns the pod's volumes (default 8737). */
  readonly fsGroup?: number;
  readonly supplementalGroups?: readonly number[];
  /** Whether the image's own files can't be changed (default true). */
  readonly readOnlyRootFilesystem?: boolean;
  /** Whether a program may gain rights that its parent lacks (default false). */
  readonly allowPrivilegeEscalation?: boolean;
  readonly privileged?: boolean;
  /** Kernel capabilities to add; all others are dropped. */
  readonly addCapabilities?: readonly string[];
  /** System calls: the container runtime's list (default), none, or a profile on the node. */
  readonly seccomp?: "runtime-default" | "unconfined" | { readonly localhost: string };
}
