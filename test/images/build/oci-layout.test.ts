import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { layoutImages, ociLayout, refName } from "../../../containers/oci/oci-layout.ts";
import { root } from "../../helpers/cli.ts";
import { programMissing } from "../helpers/program-missing.ts";
import { blobOf, manifestOf } from "../helpers/small-image.ts";

const parent = mkdtempSync(join(tmpdir(), "pipewright-layout-"));
afterAll(() => rmSync(parent, { recursive: true, force: true }));
const fresh = () => mkdtempSync(join(parent, "l-"));

/** Puts an image of no layers into a layout. */
const writer = (module: string, names: readonly string[]): string => `
import { ociLayout } from ${JSON.stringify(join(root, "containers/oci/oci-layout.ts"))};
import { blobOf, manifestOf } from ${JSON.stringify(join(root, "test/images/helpers/small-image.ts"))};
for (const name of ${JSON.stringify(names)}) {
  const config = blobOf(Buffer.from(JSON.stringify({ name })), "application/vnd.oci.image.config.v1+json");
  const layout = ociLayout(${JSON.stringify(module)}, name);
  await layout.putBlob(config);
  await layout.putManifest("v1", manifestOf({ config: config.descriptor, layers: [] }));
}`;

describe("an OCI layout folder", () => {
  it("gives back what was put, by tag and by digest, and knows nothing else", async () => {
    const layout = ociLayout(fresh(), "train");
    const blob = blobOf(Buffer.from("bytes"));
    expect(await layout.hasBlob(blob.descriptor.digest)).toBe(false);
    expect(await layout.putBlob(blob)).toBe(5);
    expect(await layout.putBlob(blob)).toBe(0);
    const manifest = manifestOf({ config: blob.descriptor, layers: [] });
    expect(await layout.manifest("v1")).toBeUndefined();
    await layout.putManifest("v1", manifest);
    expect((await layout.manifest("v1"))?.descriptor).toEqual(manifest.descriptor);
    expect((await layout.manifest(manifest.descriptor.digest))?.descriptor).toEqual(manifest.descriptor);
    expect(await layout.manifest("v2")).toBeUndefined();
    expect(Buffer.concat(await (await layout.blob(blob.descriptor)).toArray()).toString()).toBe("bytes");
  });

  it("moves a name to another image and keeps the others", async () => {
    const folder = fresh();
    const layout = ociLayout(folder, "train");
    const [one, other] = [1, 2].map((n) => manifestOf({ annotations: { n: String(n) } }));
    await layout.putManifest("v1", one!);
    await layout.putManifest("v0", one!);
    await layout.putManifest("v1", other!);
    const named = (await layoutImages(folder)).map(({ digest, annotations }) => [annotations?.[refName], digest]);
    expect(named).toEqual([
      ["train:v0", one!.descriptor.digest],
      ["train:v1", other!.descriptor.digest],
    ]);
  });

  it("refuses bytes that are not what they are called, and leaves nothing of them", async () => {
    const folder = fresh();
    const layout = ociLayout(folder);
    const { descriptor } = blobOf(Buffer.from("right"));
    const wrong = { ...blobOf(Buffer.from("wrong")), descriptor };
    await expect(layout.putBlob(wrong)).rejects.toThrow(descriptor.digest);
    expect(await layout.hasBlob(descriptor.digest)).toBe(false);
    expect(readdirSync(join(folder, "blobs", "sha256"))).toEqual([]);
  });

  it("loses nobody's image when several processes write at once", async () => {
    const folder = fresh();
    const names = Array.from({ length: 4 }, (_, one) => Array.from({ length: 12 }, (_, two) => `i${one}-${two}`));
    const { spawn } = await import("node:child_process");
    const codes = await Promise.all(
      names.map(
        (own) =>
          new Promise((done) => {
            const child = spawn(process.execPath, ["--input-type=module", "-e", writer(folder, own)], { stdio: "inherit" });
            child.once("close", done);
          }),
      ),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
    const found = (await layoutImages(folder)).map(({ annotations }) => annotations?.[refName]);
    expect(found.toSorted()).toEqual(
      names
        .flat()
        .map((name) => `${name}:v1`)
        .toSorted(),
    );
  });

  it("takes a lock over from a process that is gone", async () => {
    const folder = fresh();
    writeFileSync(join(folder, ".index.lock"), "999999999");
    await ociLayout(folder, "a").putManifest("v1", manifestOf({}));
    expect(await layoutImages(folder)).toHaveLength(1);
  });

  it("that is none is refused in words", async () => {
    const folder = fresh();
    await expect(layoutImages(folder)).rejects.toThrow("is no OCI layout: it has no index.json");
    writeFileSync(join(folder, "index.json"), "{}");
    await expect(layoutImages(folder)).rejects.toThrow("is no index of an OCI layout");
  });

  it.skipIf(programMissing("skopeo") !== undefined)("is read by skopeo, and reads what skopeo wrote", async () => {
    const folder = fresh();
    const config = blobOf(
      Buffer.from(JSON.stringify({ os: "linux", architecture: "amd64", rootfs: { type: "layers", diff_ids: [] } })),
      "application/vnd.oci.image.config.v1+json",
    );
    const layout = ociLayout(folder, "train");
    await layout.putBlob(config);
    const manifest = manifestOf({ config: config.descriptor, layers: [] });
    await layout.putManifest("v1", manifest);
    const copy = fresh();
    execFileSync("skopeo", ["copy", "--quiet", `oci:${folder}:train:v1`, `oci:${copy}:train:v1`], { stdio: "pipe" });
    expect((await ociLayout(copy, "train").manifest("v1"))?.descriptor.digest).toBe(manifest.descriptor.digest);
    expect(JSON.parse(readFileSync(join(folder, "oci-layout"), "utf8"))).toEqual({ imageLayoutVersion: "1.0.0" });
  });
});
