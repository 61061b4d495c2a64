import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BaseName, bases } from "../../../containers/bases/bases.ts";
import type { FileEntry } from "../../../containers/oci/tree-entry.ts";
import { packagesFor } from "../../../containers/packages/packages-for.ts";
import { root } from "../../helpers/cli.ts";
import { type OwnEngine, ownEngine } from "../helpers/own-engine.ts";
import { programMissing } from "../helpers/program-missing.ts";
import { keptProject } from "../packages/helpers/kept-project.ts";

/** What a base's own lock file gives, kept between runs so that it is fetched once. */
async function packagesOfBase(name: BaseName) {
  const { workspace, lock } = keptProject(`base-${name}`, `containers/bases/${name}/package-lock.json`);
  const { packages } = JSON.parse(lock) as { readonly packages: Readonly<Record<string, { readonly version: string }>> };
  const wanted = Object.keys(bases[name].packages).map((one) => ({
    name: one,
    version: packages[`node_modules/${one}`]!.version,
  }));
  return await packagesFor(wanted, { workspace, platform: "linux/amd64" });
}

const webgpu = await packagesOfBase("gpu-webgpu");
const cuda = await packagesOfBase("gpu-cuda");
const unfetched = [...webgpu.problems, ...cuda.problems].find(({ code }) => code === "packages-not-fetched")?.message;

describe.skipIf(unfetched !== undefined && !process.env["CI"])(`the packages of GPU bases ${unfetched ?? ""}`, () => {
  it("are whole for WebGPU: Dawn brings its native code, of this platform alone", () => {
    expect(webgpu.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    const native = webgpu.files.map(({ path }) => path).filter((path) => path.endsWith(".node"));
    expect(native).toEqual(["app/node_modules/webgpu/dist/linux-x64/dawn.node"]);
  });

  it("are not whole for CUDA: its library comes by an install script, which is why there is a base", () => {
    expect(cuda.problems.map(({ code, message }) => `${code}: ${message}`)).toContain(
      "package-needs-install-script: @tensorflow/tfjs-node-gpu@4.22.0 gets its native code by an install script, which images are made without: node scripts/install.js gpu download",
    );
  });
});

const absent = programMissing("podman") ?? programMissing("buildah") ?? programMissing("dpkg-deb") ?? unfetched;

describe.skipIf(absent !== undefined && !process.env["CI"])(`an image on a base with packages of its own ${absent ?? ""}`, () => {
  let made: OwnEngine = { missing: "not started" };
  const context = mkdtempSync(join(tmpdir(), "pipewright-webgpu-"));
  const engine = () => {
    if (made.missing !== undefined) throw new Error(made.missing);
    return made;
  };
  const build = (name: string, file: string) => {
    writeFileSync(join(context, "Dockerfile"), file);
    return engine().buildah("bud", "--isolation", "chroot", "-t", name, context);
  };
  const lay = (files: readonly FileEntry[], folder: string): void => {
    for (const { path, content } of files) {
      const place = join(context, folder, path);
      mkdirSync(dirname(place), { recursive: true });
      copyFileSync((content as { readonly file: string }).file, place);
    }
  };

  beforeAll(async () => {
    made = await ownEngine();
    lay(webgpu.files, "base");
    copyFileSync(join(root, "containers/bases/gpu-webgpu/prove.mjs"), join(context, "prove.mjs"));
    const built = build("localhost/webgpu:test", `FROM ${engine().base}\nCOPY base/app/node_modules /node_modules\n`);
    expect(built.code, built.stderr).toBe(0);
  }, 180_000);
  afterAll(() => {
    if (made.missing === undefined) made.remove();
    rmSync(context, { recursive: true, force: true });
  });

  const prove = 'USER 0:0\nCOPY prove.mjs /proof/prove.mjs\nRUN ["/nodejs/bin/node", "/proof/prove.mjs", "/proof/proven.json"]\n';

  it("is not made without a Vulkan loader", { timeout: 120_000 }, () => {
    const { code, stdout, stderr } = build("localhost/proven:test", `FROM localhost/webgpu:test\n${prove}`);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("prove: the Vulkan loader is missing: libvulkan.so.1");
  });

  const loader = "/usr/lib/x86_64-linux-gnu/libvulkan.so.1";

  it.skipIf(!existsSync(loader))("is made with one: Dawn loads, and finds no GPU here", { timeout: 120_000 }, () => {
    copyFileSync(loader, join(context, "libvulkan.so.1"));
    const { code, stderr } = build(
      "localhost/proven:test",
      `FROM localhost/webgpu:test\nCOPY libvulkan.so.1 ${loader}\n${prove}`,
    );
    expect(code, stderr).toBe(0);
    const read = 'process.stdout.write(require("fs").readFileSync("/proof/proven.json", "utf8"))';
    const { stdout } = engine().podman("run", "--rm", "--network", "none", "localhost/proven:test", "-e", read);
    expect(JSON.parse(stdout)).toMatchObject({ arch: "x64", loader: "libvulkan.so.1", adapter: false });
  });

  it("has one copy of what both need, found from above the component's own packages", { timeout: 120_000 }, async () => {
    const { workspace } = keptProject("taxi", "package-lock.json");
    const wanted = ["@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-wasm"].map((name) => ({ name, version: "4.22.0" }));
    const provided = bases["gpu-webgpu"].packages;
    const own = await packagesFor(wanted, { workspace, platform: "linux/amd64", provided });
    expect(own.problems).toEqual([]);
    expect(own.closure.map(({ name }) => name)).toEqual(["@tensorflow/tfjs-backend-wasm"]);
    lay(own.files, "own");
    const program = `import * as tf from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { createRequire } from "node:module";
setWasmPaths("/app/node_modules/@tensorflow/tfjs-backend-wasm/dist/");
await tf.setBackend("wasm");
const places = ["/app/main.mjs", "/app/node_modules/@tensorflow/tfjs-backend-wasm/x.js", "/node_modules/@tensorflow/tfjs-layers/x.js"]
  .map((from) => createRequire(from).resolve("@tensorflow/tfjs-core/package.json"));
console.log(JSON.stringify([...new Set(places), tf.getBackend(), await tf.add([1], [2]).array()]));
`;
    writeFileSync(join(context, "main.mjs"), program);
    const built = build(
      "localhost/own:test",
      "FROM localhost/webgpu:test\nCOPY own/app/node_modules /app/node_modules\nCOPY main.mjs /app/main.mjs\n",
    );
    expect(built.code, built.stderr).toBe(0);
    const { stdout, stderr } = engine().podman(
      "run",
      "--rm",
      "--network",
      "none",
      "--read-only",
      "localhost/own:test",
      "/app/main.mjs",
    );
    expect(stdout.trim(), stderr).toBe('["/node_modules/@tensorflow/tfjs-core/package.json","wasm",[3]]');
  });
});
