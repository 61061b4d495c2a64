import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../../../scripts/setup/with-lock.mjs";
import { debianPackages, debianRoot } from "./debian-root.ts";
import { layerOf, nodePath, writeLayout } from "./layout-by-hand.ts";
import { nodeProgram, nodeVersion } from "./node-program.ts";

/** A base for the tests' images, made on this machine; or why it could not be made. */
export type TestBase =
  | {
      /** An OCI layout folder: its `index.json` has `tag`, which is an index of both platforms. */
      readonly folder: string;
      readonly tag: string;
      /** Digest of that index. */
      readonly digest: string;
      /** Another layout, of the same without Node, under the tag `cc`. */
      readonly withoutNode: string;
      /** Where the image has Node; like in distroless it is no folder of the PATH. */
      readonly nodePath: string;
      readonly missing?: undefined;
    }
  | { readonly missing: string };

const platforms = ["amd64", "arm64"] as const;
export type Architecture = (typeof platforms)[number];

/**
 * A small base, as distroless' are: Debian's C and C++ libraries, certificates, Node and no shell; user 65532, `/tmp` for everybody.
 * It is made by dpkg and GNU tar, not by the code that is under test, once for what it is made of, and kept in `.cache/images`.
 * Only its amd64 half can run here; the other is laid out from arm64 packages of Debian and npm.
 */
export async function testBase(): Promise<TestBase> {
  const cache = join(import.meta.dirname, "../../../.cache/images");
  const folder = join(cache, `base-${recipeHash()}`);
  try {
    if (!existsSync(folder)) await withLock(() => make(folder), join(cache, "base.lock"));
    const index = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as { manifests: [{ digest: string }] };
    return { folder, tag: "cpu", digest: index.manifests[0].digest, withoutNode: join(folder, "cc"), nodePath };
  } catch (error) {
    return { missing: `the base for tests could not be made: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Everything that its content depends on, apart from Debian's point releases: programs and packages by name and version. */
function recipeHash(): string {
  const hash = createHash("sha256").update(JSON.stringify([debianPackages, platforms.map(nodeVersion)]));
  for (const name of readdirSync(import.meta.dirname)
    .filter((file) => ownFiles.has(file))
    .sort())
    hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest("hex").slice(0, 16);
}

const ownFiles = new Set(["base.ts", "debian-root.ts", "layout-by-hand.ts", "node-program.ts"]);

async function make(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  process.stderr.write("making the base for the tests of images, once\n");
  const work = `${folder}.${process.pid}.tmp`;
  try {
    mkdirSync(join(work, "layout", "blobs", "sha256"), { recursive: true });
    const images = await Promise.all(
      platforms.map(async (architecture) => ({
        architecture,
        layers: await Promise.all([
          debianRoot(architecture, join(work, `debian-${architecture}`)).then((root) => layerOf(root, join(work, "layout"))),
          nodeProgram(architecture, join(work, `node-${architecture}`), nodePath).then((root) =>
            layerOf(root, join(work, "layout")),
          ),
        ]),
      })),
    );
    writeLayout(join(work, "layout"), "cpu", images);
    const withoutNode = images.map(({ architecture, layers }) => ({ architecture, layers: layers.slice(0, 1) }));
    mkdirSync(join(work, "layout", "cc"));
    symlinkSync("../blobs", join(work, "layout", "cc", "blobs"));
    writeLayout(join(work, "layout", "cc"), "cc", withoutNode);
    renameSync(join(work, "layout"), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
