import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type Command, runCommand } from "./command.ts";

const everyMs = 25;

/**
 * The most memory that a command and its children held at one time, in MiB; undefined where there is no /proc.
 *
 * Proportional set sizes (a page shared by n processes counts 1/n in each) are added up every 25 ms; what a single process
 * held in between is caught by the kernel's own high-water mark of it. A run of its own, as looking costs time.
 */
export async function peakMemory(command: Command): Promise<number | undefined> {
  if (!existsSync("/proc/self/smaps_rollup")) return undefined;
  let peakKiB = 0;
  await runCommand(command, (pid) => {
    const look = () => {
      const tree = processTree(pid);
      const together = tree.reduce((sum, id) => sum + field(`/proc/${id}/smaps_rollup`, "Pss"), 0);
      peakKiB = Math.max(peakKiB, together, ...tree.map((id) => field(`/proc/${id}/status`, "VmHWM")));
    };
    look();
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  });
  return peakKiB / 1024;
}

/** What a command's own process held, without its children, in MiB, over time; empty where there is no /proc. */
export async function ownMemory(command: Command): Promise<readonly number[]> {
  if (!existsSync("/proc/self/status")) return [];
  const samples: number[] = [];
  await runCommand(command, (pid) => {
    const timer = setInterval(() => samples.push(field(`/proc/${pid}/status`, "VmRSS") / 1024), everyMs);
    return () => clearInterval(timer);
  });
  return samples.filter((sample) => sample > 0);
}

/** A process and all that it started, directly or not. */
function processTree(root: number): readonly number[] {
  const children = Map.groupBy(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number),
    parentOf,
  );
  const tree = [root];
  for (let index = 0; index < tree.length; index++) tree.push(...(children.get(tree[index]) ?? []));
  return tree;
}

/** The fourth field of /proc/<pid>/stat; the second, in parentheses, may hold anything. */
function parentOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

function field(file: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(read(file) ?? "")?.[1] ?? 0);
}

/** undefined for a process that has ended meanwhile. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
