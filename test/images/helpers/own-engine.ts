import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testBase } from "./base.ts";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** podman and buildah with a storage of their own, and the base for tests in it; or why not. */
export type OwnEngine =
  | {
      readonly podman: (...args: readonly string[]) => Ended;
      readonly buildah: (...args: readonly string[]) => Ended;
      /** Starts podman without waiting: its program, and the variables that lead it to the storage. */
      readonly env: NodeJS.ProcessEnv;
      /** Names of images in the storage: the base, and the same without Node. */
      readonly base: string;
      readonly withoutNode: string;
      readonly remove: () => void;
      readonly missing?: undefined;
    }
  | { readonly missing: string };

/** Says what works where limits can't be raised and control groups are of the old sort. */
export async function ownEngine(): Promise<OwnEngine> {
  const made = await testBase();
  if (made.missing !== undefined) return made;
  const folder = mkdtempSync(join(tmpdir(), "pipewright-engine-"));
  const env = settings(folder);
  const call = (program: string, args: readonly string[]): Ended => {
    const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: folder, env, encoding: "utf8" });
    return { code: status, stdout, stderr: error === undefined ? stderr : `${program}: ${error.message}` };
  };
  const podman = (...args: readonly string[]) => call("podman", args);
  const buildah = (...args: readonly string[]) => call("buildah", args);
  const remove = (): void => {
    podman("rm", "--all", "--force");
    podman("rmi", "--all", "--force");
    spawnSync("umount", [join(folder, "graph/overlay")], { stdio: "ignore" }); // podman leaves its own mount there
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  symlinkSync(made.folder, join(folder, "layout")); // an engine makes a name of the path, which may not begin with a dot
  for (const tag of ["cpu", "cc"]) {
    const pulled = podman("pull", "--quiet", `oci:layout:${tag}`);
    const named = pulled.code === 0 ? podman("tag", pulled.stdout.trim(), `localhost/base:${tag}`) : pulled;
    if (named.code === 0) continue;
    remove();
    return { missing: `podman does not work here: ${named.stderr.trim().split("\n").at(-1)}` };
  }
  return { podman, buildah, env, base: "localhost/base:cpu", withoutNode: "localhost/base:cc", remove };
}

function settings(folder: string): NodeJS.ProcessEnv {
  const storage = join(folder, "storage.conf");
  const containers = join(folder, "containers.conf");
  writeFileSync(storage, `[storage]\ndriver = "overlay"\nrunroot = "${folder}/run"\ngraphroot = "${folder}/graph"\n`);
  writeFileSync(
    containers,
    [
      '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]\nlog_driver = "k8s-file"',
      `[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\ntmp_dir = "${folder}/tmp"`,
      `[network]\nnetwork_config_dir = "${folder}/networks"\n`,
    ].join("\n"),
  );
  return { ...process.env, CONTAINERS_STORAGE_CONF: storage, CONTAINERS_CONF: containers };
}
