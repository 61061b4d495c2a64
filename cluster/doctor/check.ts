/** One thing that was looked at. */
export interface Check {
  readonly where: "machine" | "cluster";
  /** `Argo`, `GPUs` */
  readonly about: string;
  /** `unknown`: it may not be looked at. */
  readonly status: "ok" | "warn" | "fail" | "unknown";
  readonly says: string;
  /** How to mend it. */
  readonly mend?: string | undefined;
}

const made =
  (where: Check["where"], status: Check["status"]) =>
  (about: string, says: string, mend?: string): Check => ({ where, about, status, says, ...(mend !== undefined && { mend }) });

export const ok = made("cluster", "ok");
export const warn = made("cluster", "warn");
export const fail = made("cluster", "fail");
export const unknown = made("cluster", "unknown");
