import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ImagesLock } from "../../containers/images/images-lock.ts";
import type { Benchmark } from "../benchmark.ts";
import { imageWorld } from "../measure/image-world.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { counted, result } from "../measure/result.ts";
import { cli, workspaceOf } from "../measure/workspace.ts";
import { componentNames, tenComponents } from "../pipelines/ten-components.ts";

/** What `pipewright build --json` says of an image. */
interface Built {
  readonly component: string;
  readonly sentBytes: number;
}

export const imageFirst: Benchmark = {
  name: "image-first",
  question: "ten components, nothing built before: all images in a registry on this machine, and what is sent for them",
  run: async () => {
    const made = await imageWorld();
    if (typeof made === "string") return { skipped: made };
    await using world = made;
    using project = workspaceOf(tenComponents);
    const { folder: cwd } = project;
    const argsOf = (registry: string) => [
      cli,
      "build",
      "pipeline.ts",
      "--base-from",
      world.base,
      "--json",
      "--quiet",
      "--registry",
      registry,
    ];
    const forget = () => {
      for (const name of [".pipewright", "images.lock.json"]) rmSync(join(cwd, name), { recursive: true, force: true });
      rmSync(join(world.registry.storage, "docker"), { recursive: true, force: true });
    };
    const { first } = await timeInterleaved({ first: { args: argsOf(`${world.registry.host}/first`), cwd, before: forget } }, 5);
    forget();
    // not execFileSync: the registry's lines have to be read meanwhile, or it stops
    const { stdout } = await promisify(execFile)(process.execPath, argsOf(`${world.registry.host}/counted`), { cwd });
    const built = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Built);
    if (built.length !== componentNames.length) throw new Error(`${built.length} images instead of ${componentNames.length}`);
    const sent = built.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
    const { images } = JSON.parse(readFileSync(join(cwd, "images.lock.json"), "utf8")) as ImagesLock;
    const sizes = Object.values(images).map(([image]) => image!.platforms["linux/amd64"]!.bytes);
    const whole = sizes.reduce((sum, bytes) => sum + bytes, 0);
    const largest = Math.max(...sizes);
    return [
      result("image-first", first, { limitSeconds: 5 }),
      counted("image-first/sent", sent, "bytes", { name: "each image sent whole", value: whole }),
      // the base is sent once: the rest are bundles, configurations and manifests
      counted("image-first/beside one base", sent - largest, "bytes", { limit: 10 * 2 ** 20 }),
      counted("image-first/size of an image", largest, "bytes", { limit: 75 * 2 ** 20 }),
    ];
  },
};
