/** A line of the pod's /etc/hosts. */
export interface HostAlias {
  readonly ip: string;
  readonly names: readonly string[];
}

/** How the pod looks names up. */
export interface Dns {
  readonly policy?: "cluster-first" | "cluster-first-with-host-net" | "default" | "none";
  readonly nameservers?: readonly string[];
  readonly searches?: readonly string[];
  readonly options?: Readonly<Record<string, string>>;
}
