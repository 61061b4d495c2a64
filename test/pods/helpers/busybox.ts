import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder with busybox's applets, as the recorded cases' image has them; undefined where busybox is not installed. */
export function busyboxFolder(parent = tmpdir()): string | undefined {
  try {
    const program = execFileSync("sh", ["-c", "command -v busybox"], { encoding: "utf8" }).trim();
    const applets = execFileSync(program, ["--list"], { encoding: "utf8" }).trim().split("\n");
    const own = mkdtempSync(join(parent, "pipewright-busybox-"));
    process.once("exit", () => rmSync(own, { recursive: true, force: true }));
    const folder = join(own, "bin");
    mkdirSync(folder);
    for (const applet of applets) symlinkSync(program, join(folder, applet));
    return folder;
  } catch {
    return undefined;
  }
}
