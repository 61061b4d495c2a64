import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder with busybox's applets, as the recorded cases' image has them; undefined where busybox is not installed. */
export function busyboxFolder(): string | undefined {
  try {
    const program = execFileSync("sh", ["-c", "command -v busybox"], { encoding: "utf8" }).trim();
    const applets = execFileSync(program, ["--list"], { encoding: "utf8" }).trim().split("\n");
    const folder = join(mkdtempSync(join(tmpdir(), "pipewright-busybox-")), "bin");
    mkdirSync(folder);
    for (const applet of applets) symlinkSync(program, join(folder, applet));
    return folder;
  } catch {
    return undefined;
  }
}
