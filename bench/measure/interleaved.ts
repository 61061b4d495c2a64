import { type Command, runCommand } from "./command.ts";

/** Wall times of one command, in seconds. */
export interface Times {
  readonly min: number;
  readonly median: number;
}

/**
 * Times several commands by turns, so that a machine that is busy for a while is so for all of them.
 * Each runs once before, uncounted: caches that a second start finds are warm.
 */
export async function timeInterleaved<Name extends string>(
  commands: Readonly<Record<Name, Command>>,
  runs: number,
): Promise<Readonly<Record<Name, Times>>> {
  const names = Object.keys(commands) as Name[];
  const seconds = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (const name of names) await runCommand(commands[name]);
  for (let run = 0; run < runs; run++) {
    for (const name of names) seconds.get(name)?.push(await runCommand(commands[name]));
  }
  return Object.fromEntries(names.map((name) => [name, summary(seconds.get(name) ?? [])])) as Record<Name, Times>;
}

/** The fastest and the middle of some times; for an even number of them the lower middle. */
export function summary(seconds: readonly number[]): Times {
  const sorted = seconds.toSorted((a, b) => a - b);
  return { min: sorted[0] ?? Number.NaN, median: sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN };
}
