/** When the cluster starts runs by itself. */
export interface Schedule {
  readonly kind: "schedule";
  readonly cron: string;
  /** A name of the IANA time zone database. */
  readonly timezone: string;
  readonly concurrency: Concurrency;
}

/** What happens when a run is due while the last one is still going: both, the old one only, the new one only. */
export type Concurrency = "allow" | "forbid" | "replace";

/**
 * A schedule by a cron expression of five fields.
 *
 * ```ts
 * schedule: cron("0 3 * * *", { timezone: "America/Chicago", concurrency: "forbid" })
 * ```
 */
export function cron(
  expression: string,
  options: { readonly timezone?: string; readonly concurrency?: Concurrency } = {},
): Schedule {
  return Object.freeze({
    kind: "schedule",
    cron: expression,
    timezone: options.timezone ?? "UTC",
    concurrency: options.concurrency ?? "forbid",
  });
}
