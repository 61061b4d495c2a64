/** When something happens again and again. */
export type Schedule = FieldSchedule | IntervalSchedule;

/** At each minute whose time on the wall fits all fields. */
export interface FieldSchedule {
  readonly kind: "fields";
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly monthDays: ReadonlySet<number>;
  /** 1 is January. */
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekDays: ReadonlySet<number>;
  /** Whether one of the two fields of days is a star, and a day has to fit both; else either is enough. */
  readonly mustFitBothDays: boolean;
}

/** So many seconds after the last time: `@every 90s`. */
export interface IntervalSchedule {
  readonly kind: "interval";
  readonly seconds: number;
}
