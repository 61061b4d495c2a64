import { open, readFile, rm, stat } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** A lock that nobody has renewed for so long belongs to a process that is gone. */
const staleMilliseconds = 30_000;

/** Does something while no other process does, as far as they all ask for the same file. */
export async function withLockFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!(await take(file))) {
    if (await isStale(file)) await rm(file, { force: true });
    else await setTimeout(10);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx");
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Left behind: its process has ended, or nobody knows its process and it is old. */
async function isStale(file: string): Promise<boolean> {
  const stats = await stat(file).catch(() => undefined);
  if (stats === undefined) return false; // given back meanwhile
  if (Date.now() - stats.mtimeMs > staleMilliseconds) return true;
  const pid = Number(await readFile(file, "utf8").catch(() => ""));
  return pid > 0 && !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
