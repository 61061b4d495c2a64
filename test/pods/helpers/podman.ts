import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Engine } from "../../../runner/pods/container/engine.ts";

export type TestEngine =
  | { readonly engine: Engine; readonly missing?: undefined; readonly remove: () => void }
  | { readonly missing: string };

/** Podman with a storage of its own, and an image `busybox` in it that is made of this machine's busybox; or why not. */
export function podmanWithBusybox(): TestEngine {
  try {
    const folder = mkdtempSync(join(tmpdir(), "pipewright-podman-"));
    const program = podmanProgram(folder);
    const archive = join(folder, "busybox.tar");
    execFileSync("tar", ["-cf", archive, "-C", busyboxRoot(folder), "."]);
    execFileSync(program, ["import", "--quiet", "--change", "ENV PATH=/bin", archive, "localhost/busybox:test"], {
      stdio: "pipe",
    });
    execFileSync(program, ["run", "--rm", "--network", "none", "localhost/busybox:test", "true"], { stdio: "pipe" });
    const remove = () => removePodman(program, folder);
    return { engine: { program, isPodman: true }, remove };
  } catch (error) {
    const { message, stderr } = error as { message: string; stderr?: Buffer };
    return { missing: `podman with busybox does not work here: ${stderr?.toString().trim().split("\n").at(-1) || message}` };
  }
}

/** A podman that keeps everything in a folder; what works where raising limits is not allowed and control groups are of the old sort. */
export function podmanProgram(folder: string): string {
  const storage = `[storage]\ndriver = "overlay"\nrunroot = "${folder}/run"\ngraphroot = "${folder}/graph"\n`;
  const own = `tmp_dir = "${folder}/tmp"\n`; // else all of root's podmen share it
  const engine = `[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n${own}`;
  const network = `[network]\nnetwork_config_dir = "${folder}/networks"\n`;
  const limits = '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]\nlog_driver = "k8s-file"\n';
  writeFileSync(join(folder, "storage.conf"), storage);
  writeFileSync(join(folder, "containers.conf"), limits + engine + network);
  const program = join(folder, "podman");
  const variables = `CONTAINERS_CONF=${folder}/containers.conf CONTAINERS_STORAGE_CONF=${folder}/storage.conf`;
  writeFileSync(program, `#!/bin/sh\n${variables} exec podman "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

/** Removes this test's own containers, images and folder. No `system reset`: that empties what all users of podman on a machine share. */
export function removePodman(program: string, folder: string): void {
  for (const args of [
    ["rm", "--all", "--force"],
    ["rmi", "--all", "--force"],
  ])
    execFileSync(program, args, { stdio: "pipe" });
  spawnSync("umount", [join(folder, "graph/overlay")], { stdio: "ignore" }); // podman leaves its own mount there
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** A root with nothing but busybox and the libraries it needs. */
function busyboxRoot(folder: string): string {
  const root = join(folder, "root");
  const busybox = execFileSync("sh", ["-c", "command -v busybox"], { encoding: "utf8" }).trim();
  for (const name of ["bin", "tmp", "etc", "proc", "dev", "sys", "var"]) mkdirSync(join(root, name), { recursive: true });
  copyFileSync(busybox, join(root, "bin/busybox"));
  for (const applet of execFileSync(busybox, ["--list"], { encoding: "utf8" }).trim().split("\n"))
    if (applet !== "busybox") symlinkSync("busybox", join(root, "bin", basename(applet)));
  for (const [library] of listLibraries(busybox).matchAll(/\/[^\s()]+/g)) {
    mkdirSync(join(root, dirname(library)), { recursive: true });
    copyFileSync(library, join(root, library));
  }
  chmodSync(join(root, "tmp"), 0o1777);
  return root;
}

function listLibraries(program: string): string {
  try {
    return execFileSync("ldd", [program], { encoding: "utf8", stdio: "pipe" });
  } catch {
    return ""; // linked statically
  }
}
