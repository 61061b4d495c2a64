/** A queue of the cluster's, in which a step's pod waits until there is room for it. Which system it belongs to, the profile says. */
export interface Queue {
  /** Kueue's LocalQueue, or the queue of Volcano or KAI. */
  readonly name: string;
  /** Kueue's WorkloadPriorityClass; for the others the PriorityClass of the pod. */
  readonly priority?: string;
}
