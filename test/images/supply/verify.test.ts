import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestOf } from "../../../containers/oci/digest.ts";
import type { ImageManifest } from "../../../containers/oci/image-documents.ts";
import { ociLayout } from "../../../containers/oci/oci-layout.ts";
import { artifactTypes, attach, attached } from "../../../containers/supply/artifact.ts";
import { type TestBase, testBase } from "../helpers/base.ts";
import { pipelineOf, type TestProject, testProject } from "../helpers/project.ts";
import { startRegistry, type TestRegistry, withoutRegistry } from "../helpers/registry.ts";

let base: TestBase;
let project: TestProject;
/** Images in a folder as `pipewright build --oci` made them. */
let built: string;
const folders: string[] = [];
const baseFolder = () => (base as { folder: string }).folder;
const both = ["--platform", "linux/amd64,linux/arm64"];

beforeAll(async () => {
  base = await testBase();
  if (base.missing !== undefined) throw new Error(base.missing);
  project = testProject({ "pipeline.ts": pipelineOf(["one", "two"]) });
  const made = await project.build(["--oci", "built", `--base-from=oci:${baseFolder()}`, ...both]);
  if (made.code !== 0) throw new Error(made.stderr);
  built = join(project.folder, "built");
}, 300_000);
afterAll(() => {
  project?.remove();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const locked = (key = "one") => project.lock().images[key]![0]!;
const blobIn = (folder: string, digest: string): string => join(folder, "blobs", digest.replace(":", "/"));
const manifestIn = (folder: string, digest: string) =>
  JSON.parse(readFileSync(blobIn(folder, digest), "utf8")) as ImageManifest & { readonly annotations: Record<string, string> };

/** A copy of the images that can be spoiled. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-verify-"));
  folders.push(folder);
  cpSync(built, folder, { recursive: true });
  return folder;
}

const verify = (folder: string, ...args: readonly string[]) => project.run(["images", "verify", "one", "--oci", folder, ...args]);

/** Another byte in the middle of a file. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  const at = bytes.length >> 1;
  bytes[at] = bytes[at]! ^ 0xff;
  writeFileSync(file, bytes);
}

/** The second sentence of the only problem, and its code. */
async function onlyProblem(folder: string): Promise<string> {
  const { code, stdout, stderr } = await verify(folder);
  expect(code, stderr).toBe(1);
  expect(stdout).toMatch(/^one@sha256:[0-9a-f]{12}: not right\n$/);
  expect(stderr).toContain("\n1 error.");
  return stderr.split("\n").slice(0, 2).join("\n");
}

describe.concurrent("pipewright images verify", () => {
  it("says that what was built is right, and how much it has read", async () => {
    const { code, stdout, stderr } = await project.run(["images", "verify", "--oci", built, "--json"]);
    expect(code, stderr).toBe(0);
    expect(stderr).toBe("");
    const { images, problems } = JSON.parse(stdout) as { images: Record<string, unknown>[]; problems: unknown[] };
    expect(problems).toEqual([]);
    const { platforms } = locked();
    const bytes = platforms["linux/amd64"]!.bytes + platforms["linux/arm64"]!.bytes;
    expect(images.map(({ key, blobs }) => [key, blobs])).toEqual([
      ["one", 8], // two platforms of a configuration, two layers of the base and one of code
      ["two", 4], // whose base was read with the other
    ]);
    expect(images[0]!["bytes"]).toBe(bytes);
    expect(images[0]).toMatchObject({ tag: locked().tag, digest: locked().digest, place: `oci:${built}:one` });
  });

  it("sees a layer of the base with another byte", async () => {
    const folder = copy();
    const { digest } = manifestIn(folder, locked().platforms["linux/amd64"]!.digest).layers[0]!;
    damage(blobIn(folder, digest));
    const found = digestOf(readFileSync(blobIn(folder, digest)));
    expect(await onlyProblem(folder)).toBe(`error image-damaged\n  Image "one" is damaged: the bytes of ${digest} are ${found}.`);
  });

  it("sees a layer of code that was packed anew with other code", async () => {
    const folder = copy();
    const { digest } = manifestIn(folder, locked().platforms["linux/arm64"]!.digest).layers.at(-1)!;
    const file = blobIn(folder, digest);
    const archive = gunzipSync(readFileSync(file));
    archive.write("0000", archive.indexOf("said"));
    writeFileSync(file, gzipSync(archive));
    const found = digestOf(readFileSync(file));
    expect(await onlyProblem(folder)).toBe(`error image-damaged\n  Image "one" is damaged: the bytes of ${digest} are ${found}.`);
  });

  it("sees a layer that ends early, and one that is gone", async () => {
    const short = copy();
    const { digest } = manifestIn(short, locked().platforms["linux/amd64"]!.digest).layers.at(-1)!;
    writeFileSync(blobIn(short, digest), readFileSync(blobIn(short, digest)).subarray(0, 1000));
    const found = digestOf(readFileSync(blobIn(short, digest)));
    expect(await onlyProblem(short)).toContain(`Image "one" is damaged: the bytes of ${digest} are ${found}.`);
    const garbled = copy();
    damage(blobIn(garbled, digest));
    const other = digestOf(readFileSync(blobIn(garbled, digest)));
    expect(await onlyProblem(garbled)).toContain(`Image "one" is damaged: the bytes of ${digest} are ${other}.`);
    const weighed = await project.run(["images", "size", "one", "--oci", garbled]);
    expect([weighed.code, weighed.stdout]).toEqual([1, ""]);
    expect(weighed.stderr).toContain('error image-damaged\n  Image "one" is damaged: ');
    const gone = copy();
    rmSync(blobIn(gone, digest));
    expect(await onlyProblem(gone)).toBe(
      `error image-damaged\n  Image "one" is damaged: The layout ${gone} has no blob ${digest}.`,
    );
  });

  it("sees a configuration and a manifest that were changed", async () => {
    const { digest } = locked().platforms["linux/amd64"]!;
    const configured = copy();
    const { config } = manifestIn(configured, digest);
    const file = blobIn(configured, config.digest);
    writeFileSync(file, readFileSync(file, "utf8").replace('"User":"65532:65532"', '"User":"0:0"'));
    expect(await onlyProblem(configured)).toContain(`gave ${digestOf(readFileSync(file))} for ${config.digest}.`);
    const listed = copy();
    const manifest = blobIn(listed, digest);
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"schemaVersion":2', '"schemaVersion":3'));
    expect(await onlyProblem(listed)).toContain(`The manifest ${digest} has the digest ${digestOf(readFileSync(manifest))}.`);
    writeFileSync(manifest, "no JSON");
    expect((await verify(listed)).stderr).toContain("error image-damaged");
  });

  it("sees that an image is not there, and that a tag leads to another one", async () => {
    const folder = copy();
    const index = join(folder, "index.json");
    const text = readFileSync(index, "utf8");
    writeFileSync(index, text.replaceAll(locked().digest, locked("two").digest));
    expect(await onlyProblem(folder)).toBe(
      `error image-tag-moved\n  Tag ${locked().tag} of image "one" leads to ${locked("two").digest}, and images.lock.json says ${locked().digest}.`,
    );
    rmSync(blobIn(folder, locked().digest));
    expect(await onlyProblem(folder)).toBe(
      `error image-gone\n  Image "one" is not in oci:${folder}:one: there is no ${locked().digest}.`,
    );
    expect(await onlyProblem(join(folder, "nowhere"))).toContain("error image-gone");
  });

  it("sees that a bill of materials is missing", async () => {
    const folder = copy();
    const { digest } = locked().platforms["linux/arm64"]!;
    const index = join(folder, "index.json");
    writeFileSync(index, readFileSync(index, "utf8").replace(digest.replace(":", "-"), "something"));
    expect(await onlyProblem(folder)).toBe(
      `error sbom-missing\n  Image "one" for linux/arm64 has no bill of materials in oci:${folder}:one.`,
    );
  });

  it("sees a bill that tells of other things than the image holds", async () => {
    const folder = copy();
    const layout = ociLayout(folder, "one");
    const { digest } = locked().platforms["linux/amd64"]!;
    const [text] = await attached(layout, digest, artifactTypes.sbom);
    const { descriptor } = (await layout.manifest(digest))!;
    const path = [{ name: "dev.pipewright:path", value: "app/node_modules/left-pad" }];
    const bom = JSON.parse(text!) as { components: object[] };
    bom.components.push({ type: "library", name: "left-pad", version: "1.3.0", properties: path });
    await attach(layout, descriptor, { artifactType: artifactTypes.sbom, text: JSON.stringify(bom) });
    expect(await onlyProblem(folder)).toBe(
      `error sbom-differs\n  Image "one" for linux/amd64: its bill of materials says left-pad@1.3.0 for app/node_modules/left-pad, and the image holds nothing.`,
    );
    const hidden = text!.replace(/"name":"app\/main.mjs",/, '"name":"app/other.mjs",');
    await attach(layout, descriptor, { artifactType: artifactTypes.sbom, text: hidden });
    expect((await verify(folder)).stderr).toMatch(/says nothing for app\/main\.mjs, and the image holds [0-9a-f]{64}\./);
  });
});

describe("a base", () => {
  it("is another than the lock says of the image", async () => {
    const lock = project.read("images.lock.json");
    const own = testProject({ "pipeline.ts": pipelineOf(["one"]) });
    try {
      const other = mkdtempSync(join(tmpdir(), "pipewright-base-"));
      folders.push(other);
      // the same files under another name: an image of the base with other labels
      const made = await otherBase(other);
      const result = await own.build(["--oci", "built", `--base-from=oci:${made}`]);
      expect(result.code, result.stderr).toBe(0);
      const theirs = own.lock();
      const image = theirs.images["one"]![0]!;
      const { digest } = project.lock().bases["cpu"]!;
      const bases = { cpu: { from: `oci:${baseFolder()}`, digest } };
      own.write("images.lock.json", JSON.stringify({ ...theirs, bases }));
      const outdated = await own.run(["images", "verify", "--oci", "built"]);
      expect(outdated.code).toBe(0);
      expect(outdated.stderr).toContain(
        `warning image-base-outdated\n  Image "one" lies on base ${image.recipe["base"]}; images.lock.json has ${digest} for "cpu" by now.`,
      );
      const images = { one: [{ ...image, recipe: { ...image.recipe, base: digest } }] };
      own.write("images.lock.json", JSON.stringify({ ...theirs, bases, images }));
      const wrong = await own.run(["images", "verify", "--oci", "built"]);
      expect(wrong.code).toBe(1);
      const found = manifestIn(join(own.folder, "built"), image.platforms["linux/amd64"]!.digest).annotations;
      expect(wrong.stderr).toContain(
        `error image-other-base\n  Image "one" for linux/amd64 lies on ${found["org.opencontainers.image.base.digest"]}, which is no part of its base ${digest}.`,
      );
      own.write("images.lock.json", JSON.stringify({ ...theirs, bases: { cpu: { ...bases.cpu, from: "oci:nowhere" } }, images }));
      const unseen = await own.run(["images", "verify", "--oci", "built"]);
      expect(unseen.code).toBe(0);
      expect(unseen.stderr).toContain('warning image-base-unseen\n  Base "oci:nowhere" can\'t be read');
    } finally {
      own.remove();
      project.write("images.lock.json", lock);
    }
  }, 60_000);

  /** The base with one image and another label. */
  async function otherBase(folder: string): Promise<string> {
    cpSync(baseFolder(), folder, { recursive: true });
    const layout = ociLayout(folder);
    const { manifests } = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as { manifests: { digest: string }[] };
    const index = JSON.parse(readFileSync(blobIn(folder, manifests[0]!.digest), "utf8")) as { manifests: { digest: string }[] };
    const manifest = manifestIn(folder, index.manifests[0]!.digest);
    const bytes = Buffer.from(JSON.stringify({ ...manifest, annotations: { "org.example": "other" } }));
    const { mediaType = "application/vnd.oci.image.manifest.v1+json" } = manifest;
    await layout.putManifest("cpu", { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length }, bytes });
    return `${folder}:cpu`;
  }
});

describe.skipIf(withoutRegistry)("images in a registry", () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry();
    const made = await project.build(["--registry", `${registry.host}/verified`]);
    if (made.code !== 0) throw new Error(made.stderr);
  }, 120_000);
  afterAll(async () => await registry?.stop());
  const run = () => project.run(["images", "verify", "one"]);
  const stored = (digest: string): string => {
    const hex = digest.slice("sha256:".length);
    return join(registry.storage, "docker/registry/v2/blobs/sha256", hex.slice(0, 2), hex, "data");
  };

  it("are read whole from where the lock says", async () => {
    const { code, stdout, stderr } = await run();
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^one@sha256:[0-9a-f]{12}: right: 8 blobs, [\d.]+ MB, 0 packages, as its bill of materials says\n$/);
  }, 60_000);

  it("are found out when somebody changes a blob on the registry's disk, and when it is deleted there", async () => {
    const { digest } = manifestIn(built, locked().platforms["linux/amd64"]!.digest).layers.at(-1)!;
    const file = stored(digest);
    const bytes = readFileSync(file);
    damage(file);
    const changed = await run();
    expect(changed.code).toBe(1);
    expect(changed.stderr).toContain(
      `error registry-blob-broken\n  Registry ${registry.host}, verified/one: ${digest} is not what its digest says`,
    );
    rmSync(file);
    const deleted = await run();
    expect(deleted.code).toBe(1);
    expect(deleted.stderr).toContain(
      `error registry-blob-missing\n  Registry ${registry.host}, verified/one: ${digest} is not there.`,
    );
    writeFileSync(file, bytes);
    expect((await run()).code).toBe(0);
  }, 60_000);

  it("are not said to be right when the registry is down, nor when they are in another place", async () => {
    const elsewhere = await project.run(["images", "verify", "one", "--registry", `${registry.host}/elsewhere`]);
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.stderr).toContain(
      `error image-gone\n  Image "one" is not in ${registry.host}/elsewhere/one: there is no ${locked().digest}.`,
    );
    const down = await project.run(["images", "verify", "--registry", "127.0.0.1:1/none"]);
    expect(down.code).toBe(1);
    expect(down.stderr).toContain(
      "error registry-unreachable\n  Registry 127.0.0.1:1 can't be reached: nothing listens at this address.",
    );
    expect(down.stderr).toContain("\n1 error."); // said once for both images
    expect(readdirSync(project.folder)).toContain("images.lock.json");
    expect(existsSync(built)).toBe(true);
  }, 60_000);
});
