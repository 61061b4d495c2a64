/** A cluster can't be worked with, for a reason that a person can mend: a file, a name, a network, a right. */
export class ClusterError extends Error {
  override readonly name = "ClusterError";
  readonly code: ClusterProblem;
  readonly help: string;

  constructor(code: ClusterProblem, message: string, help: string) {
    super(message);
    this.code = code;
    this.help = help;
  }
}

export type ClusterProblem =
  | "kubeconfig-missing"
  | "kubeconfig-unreadable"
  | "context-unknown"
  | "cluster-unreachable"
  | "cluster-login-refused"
  | "cluster-forbids"
  | "namespace-missing";
