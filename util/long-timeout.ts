/** What a timer of JavaScript can hold; a longer one fires at once. */
const longest = 2 ** 31 - 1;

/**
 * Calls back after any time, also one of months.
 * @returns a function that takes it back
 */
export function longTimeout(callback: () => void, milliseconds: number): () => void {
  let timer: NodeJS.Timeout;
  const wait = (left: number): void => {
    timer = left <= longest ? setTimeout(callback, left) : setTimeout(() => wait(left - longest), longest);
  };
  wait(milliseconds);
  return () => clearTimeout(timer);
}

/** Waits for any time, or until the signal is aborted. */
export function longSleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      signal.removeEventListener("abort", done);
      cancel();
      resolve();
    };
    const cancel = longTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}
