import { closeSync, fsyncSync, openSync } from "node:fs";

/** Forces a file, or the names in a folder, onto the disk: they are there after a power cut. @throws Error when the disk fails */
export function syncPath(path: string): void {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    if (process.platform === "win32") return; // its folders can't be opened
    throw error;
  }
  try {
    fsyncSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EINVAL" && code !== "EPERM") throw error; // a file system that keeps nothing
  } finally {
    closeSync(file);
  }
}
