import { writeFileSync } from "node:fs";

/** Argo looks at the file once a minute; the local runner five times a second. */
const writeEveryMilliseconds = 200;

/** Writes `done/total` to Argo's progress file, at most five times a second; to nowhere without one. */
export function progressReporter(file: string | undefined, now: () => number = Date.now): (done: number, total: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    if (file === undefined || !(total > 0)) return;
    const time = now();
    if (done < total && time - last < writeEveryMilliseconds) return;
    last = time;
    try {
      writeFileSync(file, `${Math.max(0, Math.floor(done))}/${Math.ceil(total)}`);
    } catch {
      // progress is a courtesy: a full disk shows itself where it matters
    }
  };
}
