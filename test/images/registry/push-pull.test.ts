import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TransferEvent } from "../../../containers/registry/registry-options.ts";
import { openRegistries, registryRepository } from "../../../containers/registry/registry-repository.ts";
import { otherRegistry, startOtherRegistry } from "../helpers/other-registry.ts";
import { registryMissing, startRegistry, withoutRegistry } from "../helpers/registry.ts";
import { blobOf, digestOf, manifestOf, smallImage } from "../helpers/small-image.ts";

const skopeoMissing = spawnSync("skopeo", ["--version"]).error !== undefined;
if (registryMissing !== undefined && !withoutRegistry) it("docker-registry works", () => expect.fail(registryMissing));

if (otherRegistry.missing !== undefined && process.env["CI"])
  it("the other registry is built", () => expect.fail(otherRegistry.missing));

const registries = [
  { whose: "Debian's docker-registry", start: startRegistry, isMissing: withoutRegistry },
  { whose: "go-containerregistry", start: startOtherRegistry, isMissing: otherRegistry.missing !== undefined },
];

describe.each(registries)("a repository in a registry of $whose", ({ start, isMissing }) => {
  if (isMissing) return it.skip("is not here");
  let registry: { readonly host: string; readonly stop: () => Promise<void> };
  beforeAll(async () => {
    registry = await start();
  });
  afterAll(() => registry?.stop());

  it("has what was put there, byte for byte", async () => {
    const repository = registryRepository(`${registry.host}/bytes`);
    for (const bytes of [Buffer.alloc(0), Buffer.from("x"), randomBytes(70_000), randomBytes(3 * 1024 * 1024)]) {
      const blob = blobOf(bytes);
      expect(await repository.hasBlob(blob.descriptor.digest)).toBe(false);
      expect(await repository.putBlob(blob)).toBe(bytes.length);
      expect(await repository.hasBlob(blob.descriptor.digest)).toBe(true);
      expect(digestOf(await buffer(await repository.blob(blob.descriptor)))).toBe(digestOf(bytes));
      expect(await repository.putBlob(blob)).toBe(0);
    }
  });

  it("takes a blob in parts", async () => {
    const repository = registryRepository(`${registry.host}/parts`, { chunkBytes: 100_000 });
    const blob = blobOf(randomBytes(350_001));
    expect(await repository.putBlob(blob)).toBe(350_001);
    expect(digestOf(await buffer(await repository.blob(blob.descriptor)))).toBe(blob.descriptor.digest);
  });

  it("has an image under its tag and its digest, and none where none was put", async () => {
    const repository = registryRepository(`${registry.host}/image`);
    const { layer, config, manifest } = smallImage("one");
    await repository.putBlob(layer);
    await repository.putBlob(config);
    await repository.putManifest("v1", manifest);
    expect(await repository.manifest("v1")).toEqual(manifest);
    expect(await repository.manifest(manifest.descriptor.digest)).toEqual(manifest);
    expect(await repository.describe("v1")).toEqual(manifest.descriptor);
    expect(await repository.manifest("v2")).toBeUndefined();
    expect(await repository.describe("v2")).toBeUndefined();
    expect(await repository.tags()).toEqual(["v1"]);
    expect(await registryRepository(`${registry.host}/nothing`).tags()).toEqual([]);
  });

  it("tells what it sends and mounts", async () => {
    const events: TransferEvent[] = [];
    const session = openRegistries({ tell: (event) => events.push(event) });
    const blob = blobOf(randomBytes(1000));
    await session.repository(`${registry.host}/told`).putBlob(blob);
    await session.repository(`${registry.host}/told/other`).putBlob({ ...blob, mountFrom: "told" });
    const { digest } = blob.descriptor;
    expect(events[0]).toEqual({ type: "blob-sent", repository: "told", digest, bytes: 1000 });
    // The other registry has what is in one repository in all of them.
    if (start === startRegistry)
      expect(events[1]).toEqual({ type: "blob-mounted", repository: "told/other", digest, from: "told" });
  });

  it("mounts a layer of a repository beside it instead of taking it again", async () => {
    const session = openRegistries();
    const blob = blobOf(randomBytes(200_000));
    await session.repository(`${registry.host}/base`).putBlob(blob);
    const other = session.repository(`${registry.host}/other`);
    expect(await other.putBlob({ ...blob, mountFrom: `${registry.host}/base` })).toBe(0);
    expect(await other.hasBlob(blob.descriptor.digest)).toBe(true);
  });

  it("is sent what can't be mounted", async () => {
    const blob = blobOf(randomBytes(2_000_000));
    const repository = registryRepository(`${registry.host}/unmounted`);
    expect(await repository.putBlob({ ...blob, mountFrom: "no-such/base" })).toBe(2_000_000);
  });

  it("finds what belongs to an image, whether or not the registry keeps such lists", async () => {
    const repository = registryRepository(`${registry.host}/attached`);
    const { layer, config, manifest } = smallImage("subject");
    for (const blob of [layer, config]) await repository.putBlob(blob);
    await repository.putManifest("v1", manifest);
    expect(await repository.referrers(manifest.descriptor.digest)).toEqual([]);
    const empty = blobOf(Buffer.from("{}"), "application/vnd.oci.empty.v1+json");
    await repository.putBlob(empty);
    const attached = ["application/spdx+json", "application/vnd.in-toto+json"].map((artifactType) =>
      manifestOf({ artifactType, config: empty.descriptor, layers: [empty.descriptor], subject: manifest.descriptor }),
    );
    await Promise.all(attached.map((one) => repository.putManifest(one.descriptor.digest, one)));
    await repository.putManifest(attached[0]!.descriptor.digest, attached[0]!);
    const found = await repository.referrers(manifest.descriptor.digest);
    expect(found.map(({ artifactType }) => artifactType).sort()).toEqual([
      "application/spdx+json",
      "application/vnd.in-toto+json",
    ]);
    expect((await repository.referrers(manifest.descriptor.digest, "application/spdx+json")).map(({ digest }) => digest)).toEqual(
      [attached[0]!.descriptor.digest],
    );
  });

  it("lists more tags than a page holds", async () => {
    const repository = registryRepository(`${registry.host}/tags`);
    const { layer, config, manifest } = smallImage("tags");
    for (const blob of [layer, config]) await repository.putBlob(blob);
    const tags = Array.from({ length: 230 }, (_, index) => `t${String(index).padStart(3, "0")}`);
    await Promise.all(tags.map((tag) => repository.putManifest(tag, manifest)));
    expect(await repository.tags()).toEqual(tags);
  });

  describe.skipIf(skopeoMissing && process.env["CI"] === undefined)("and skopeo", () => {
    it("reads what we put", async () => {
      const repository = registryRepository(`${registry.host}/skopeo/ours`);
      const { layer, config, manifest } = smallImage("ours");
      for (const blob of [layer, config]) await repository.putBlob(blob);
      await repository.putManifest("v1", manifest);
      const said = JSON.parse(skopeo("inspect", "--tls-verify=false", `docker://${repository.name}:v1`)) as {
        Digest: string;
        Layers: string[];
      };
      expect(said).toMatchObject({ Digest: manifest.descriptor.digest, Layers: [layer.descriptor.digest] });
      const folder = mkdtempSync(join(tmpdir(), "pipewright-skopeo-"));
      skopeo("copy", "--src-tls-verify=false", `docker://${repository.name}:v1`, `dir:${folder}`);
      expect(readFileSync(join(folder, "manifest.json"))).toEqual(manifest.bytes);
    });

    it("puts what we read, in Docker's form too", async () => {
      const source = registryRepository(`${registry.host}/skopeo/source`);
      const { layer, config, manifest } = smallImage("theirs");
      for (const blob of [layer, config]) await source.putBlob(blob);
      await source.putManifest("v1", manifest);
      const target = registryRepository(`${registry.host}/skopeo/theirs`);
      for (const format of ["oci", "v2s2"]) {
        const insecure = ["--src-tls-verify=false", "--dest-tls-verify=false"];
        skopeo("copy", ...insecure, "--format", format, `docker://${source.name}:v1`, `docker://${target.name}:${format}`);
        const read = (await target.manifest(format))!;
        expect(read.descriptor.mediaType).toContain(format === "oci" ? "oci.image.manifest" : "docker.distribution.manifest.v2");
        const { layers } = JSON.parse(Buffer.from(read.bytes).toString()) as {
          layers: { digest: string; size: number; mediaType: string }[];
        };
        expect(digestOf(await buffer(await target.blob(layers[0]!)))).toBe(layer.descriptor.digest);
      }
    });
  });
});

function skopeo(...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync("skopeo", ["--insecure-policy", ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`skopeo ${args.join(" ")}: ${error?.message ?? stderr}`);
  return stdout;
}
