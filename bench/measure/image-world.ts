import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testBase } from "../../test/images/helpers/base.ts";
import { registryMissing, startRegistry, type TestRegistry } from "../../test/images/helpers/registry.ts";

/** A registry on this machine, a base for images, and buildah with a storage of its own that has the base. */
export interface ImageWorld extends AsyncDisposable {
  readonly registry: TestRegistry;
  /** As `--base-from` takes it. */
  readonly base: string;
  /** What buildah is to be started with. */
  readonly buildahEnv: Readonly<Record<string, string>>;
  /** The base as buildah knows it. */
  readonly buildahBase: string;
}

const buildahBase = "localhost/base:1";

/** @returns why there is none, where a program is missing */
export async function imageWorld(): Promise<ImageWorld | string> {
  if (registryMissing !== undefined) return registryMissing;
  for (const program of ["buildah", "skopeo"])
    if (spawnSync(program, ["--version"]).status !== 0) return `${program} is not there: apt-get install ${program}`;
  const base = await testBase();
  if (base.missing !== undefined) return base.missing;
  const folder = mkdtempSync(join(tmpdir(), "pipewright-buildah-"));
  const buildahEnv = {
    CONTAINERS_STORAGE_CONF: join(folder, "storage.conf"),
    CONTAINERS_CONF: join(folder, "containers.conf"),
  };
  writeFileSync(
    buildahEnv.CONTAINERS_STORAGE_CONF,
    `[storage]\ndriver = "overlay"\nrunroot = "${folder}/run"\ngraphroot = "${folder}/graph"\n`,
  );
  writeFileSync(buildahEnv.CONTAINERS_CONF, '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]\n');
  const buildah = (...args: readonly string[]) =>
    execFileSync("buildah", args, { env: { ...process.env, ...buildahEnv }, encoding: "utf8", stdio: "pipe" }).trim();
  const registry = await startRegistry();
  const inRegistry = `${registry.host}/buildah-base:1`;
  execFileSync("skopeo", [
    "copy",
    "--quiet",
    "--dest-tls-verify=false",
    `oci:${base.folder}:${base.tag}`,
    `docker://${inRegistry}`,
  ]);
  buildah("tag", buildah("pull", "--quiet", "--tls-verify=false", inRegistry), buildahBase);
  return {
    registry,
    base: `oci:${base.folder}:${base.tag}`,
    buildahEnv,
    buildahBase,
    [Symbol.asyncDispose]: async () => {
      await registry.stop();
      buildah("rmi", "--all", "--force");
      spawnSync("umount", [join(folder, "graph/overlay")], { stdio: "ignore" }); // buildah leaves its own mount there
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
