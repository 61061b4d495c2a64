import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { BlobFolder } from "../../../containers/oci/blob-folder.ts";
import { digestOf } from "../../../containers/oci/digest.ts";
import { makeLayer } from "../../../containers/oci/make-layer.ts";
import type { TreeEntry } from "../../../containers/oci/tree-entry.ts";

const folder = mkdtempSync(join(tmpdir(), "pipewright-layers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = (path: string, content: string, executable = false): TreeEntry => ({
  kind: "file",
  path,
  executable,
  content: { bytes: Buffer.from(content) },
});

const tree: readonly TreeEntry[] = [
  text("app/main.mjs", "run();\n"),
  text("app/bin/tool", "#!/bin/true\n", true),
  { kind: "link", path: "app/latest", target: "main.mjs" },
  text("app/empty", ""),
  text(`app/${"long/".repeat(40)}name-ü.txt`, "deep"),
];

async function layer(entries: readonly TreeEntry[], epochSeconds = 0) {
  const blobs = new BlobFolder(mkdtempSync(join(folder, "blobs-")));
  const facts = await makeLayer(entries, { blobs, epochSeconds });
  return { ...facts, file: blobs.path(facts.descriptor.digest), size: await blobs.size(facts.descriptor.digest) };
}

describe("a layer", () => {
  it("is what GNU tar reads: sorted, of root, with plain modes and one time", async () => {
    const { file } = await layer(tree, 1_700_000_000);
    const listed = execFileSync("tar", ["--utc", "--numeric-owner", "--full-time", "-tvzf", file], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    });
    const deep = Array.from({ length: 40 }, (_, index) => `drwxr-xr-x 0/0 app/${"long/".repeat(index + 1)}`);
    expect(
      listed
        .trim()
        .split("\n")
        .map((line) => line.replace(/ +\d+ 2023-11-14 22:13:20 /, " ")),
    ).toEqual([
      "drwxr-xr-x 0/0 app/",
      "drwxr-xr-x 0/0 app/bin/",
      "-rwxr-xr-x 0/0 app/bin/tool",
      "-rw-r--r-- 0/0 app/empty",
      "lrwxrwxrwx 0/0 app/latest -> main.mjs",
      ...deep,
      `-rw-r--r-- 0/0 app/${"long/".repeat(40)}name-\\303\\274.txt`,
      "-rw-r--r-- 0/0 app/main.mjs",
    ]);
  });

  it("names what it unpacks to beside what it is", async () => {
    const { descriptor, diffId, file, size } = await layer(tree);
    const bytes = execFileSync("cat", [file], { maxBuffer: 2 ** 28 });
    expect(digestOf(bytes)).toBe(descriptor.digest);
    expect(digestOf(gunzipSync(bytes))).toBe(diffId);
    expect(size).toBe(descriptor.size);
  });

  it("has these bytes on every machine", async () => {
    // what changes them changes every image: count up `layout` in containers/images/recipe.ts
    expect((await layer(tree)).descriptor).toMatchInlineSnapshot(`
      {
        "digest": "sha256:7245b8d32590ca88c8de06e47053553a11c3499826ace1761e0712599bfa2c2c",
        "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
        "size": 829,
      }
    `);
  });

  it("is the same whatever its files' folder, times, owners and order are", async () => {
    const made = [1, 2].map((copy) => {
      const from = join(folder, `copy-${copy}-${"x".repeat(copy * 5)}`);
      mkdirSync(from);
      const large = Buffer.alloc(6 * 2 ** 20, "a line of some file\n");
      for (const [name, content] of [
        ["small", Buffer.from("1")],
        ["large", large],
      ] as const) {
        writeFileSync(join(from, name), content, { mode: copy === 1 ? 0o600 : 0o666 });
        utimesSync(join(from, name), copy * 1e6, copy * 1e6);
      }
      const entries = ["small", "large"].map(
        (name): TreeEntry => ({ kind: "file", path: `data/${name}`, executable: false, content: { file: join(from, name) } }),
      );
      return copy === 1 ? entries : entries.toReversed();
    });
    const [one, other] = await Promise.all(made.map((entries) => layer(entries)));
    expect(one!.descriptor).toEqual(other!.descriptor);
    expect(gunzipSync(execFileSync("cat", [one!.file])).includes("a line of some file")).toBe(true);
  });

  it("has a path once, and nothing below a file", async () => {
    await expect(layer([text("a", "1"), text("a", "2")])).rejects.toThrow('Two entries of a layer are called "a"');
    await expect(layer([text("a", "1"), text("a/b", "2")])).rejects.toThrow('"a" of a layer is a file and a folder');
  });

  it("of a file that is gone is none", async () => {
    const gone: TreeEntry = { kind: "file", path: "a", executable: false, content: { file: join(folder, "gone") } };
    await expect(layer([gone])).rejects.toThrow("ENOENT");
  });
});
