import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Nobody's last lines are longer. */
const most = 64 * 1024;

/** The last lines of a file; none when it is not there. Only its end is read. */
export function lastLines(path: string, count: number): readonly string[] {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(file);
    const from = Math.max(0, size - most);
    const bytes = Buffer.alloc(size - from);
    const read = readSync(file, bytes, 0, bytes.length, from);
    const lines = bytes.subarray(0, read).toString("utf8").replace(/\n$/, "").split("\n");
    return lines.length === 1 && lines[0] === "" ? [] : lines.slice(-count);
  } finally {
    closeSync(file);
  }
}
