import type { Clock } from "../../../containers/registry/http/retry.ts";

/** A clock that waits for nothing and remembers how long it should have. */
export function quickClock(): Clock & { readonly waits: readonly number[]; advance: (milliseconds: number) => void } {
  const waits: number[] = [];
  let later = 0;
  return {
    waits,
    now: () => Date.now() + later,
    advance: (milliseconds) => {
      later += milliseconds;
    },
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    random: () => 0.5,
  };
}
