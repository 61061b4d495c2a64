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
      /** Takes an image out of an OCI layout under a name. */
      readonly pull: (layout: string, tag: string, name: string) => Ended;
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
  const pull = (layout: string, tag: string, name: string): Ended => {
    // an engine makes a name of the path, which may hold no capitals and not begin with a dot
    rmSync(join(folder, "layout"), { force: true });
    symlinkSync(layout, join(folder, "layout"));
    const pulled = podman("pull", "--quiet", `oci:layout:${tag}`);
    return pulled.code === 0 ? podman("tag", pulled.stdout.trim(), name) : pulled;
  };
  for (const [tag, layout] of [
    ["cpu", made.folder],
    ["cc", made.withoutNode],
  ] as const) {
    const { code, stderr } = pull(layout, tag, `localhost/base:${tag}`);
    if (code === 0) continue;
    remove();
    return { missing: `podman does not work here: ${stderr.trim().split("\n").at(-1)}` };
  }
  return { podman, buildah, env, pull, base: "localhost/base:cpu", withoutNode: "localhost/base:cc", remove };
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
