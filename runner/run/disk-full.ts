import { statfsSync } from "node:fs";

/** What is left on a disk that has no room for anything. */
const noRoom = 1024 * 1024;
const words = /\bENOSPC\b|\bEDQUOT\b|no space left on device|disk quota exceeded/i;

/** Whether something failed for want of room: it says so, or there is none where the run's folder is. */
export function isDiskFull(folder: string, message: string): boolean {
  if (words.test(message)) return true;
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < noRoom;
  } catch {
    return false;
  }
}
