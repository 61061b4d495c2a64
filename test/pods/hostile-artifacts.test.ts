import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { loadArtifact } from "../../runner/artifacts/load-artifact.ts";
import { LocalStore } from "../../runner/artifacts/local-store.ts";
import { saveArtifact } from "../../runner/artifacts/save-artifact.ts";
import { artifactContext } from "./helpers/artifact-context.ts";
import { makeTarball, type TarEntry } from "./helpers/make-tarball.ts";
import { readTree } from "./helpers/read-tree.ts";
import { tempFolder } from "./helpers/temp-folder.ts";

/** Unpacks a tarball as an input artifact; `in` is the only thing that may change. */
async function unpack(entries: readonly TarEntry[], bounds = { bytes: 1 << 20, entries: 100 }) {
  const folder = tempFolder();
  const context = artifactContext(folder, { bounds });
  await context.store.save("a", async (path) => void (await makeTarball(path, entries)));
  const before = Object.keys(readTree(folder));
  const error = await loadArtifact({ name: "a", s3: { key: "a" } }, join(folder, "in"), context, false).then(
    () => undefined,
    (problem: Error) => problem.message,
  );
  const after = Object.keys(readTree(folder)).filter((name) => name !== "in" && !name.startsWith("in/"));
  expect(after, "what is there outside of the input").toEqual(before);
  const tree = existsSync(join(folder, "in")) && statSync(join(folder, "in")).isDirectory() ? readTree(join(folder, "in")) : {};
  return { error, tree };
}

describe("a hostile tarball", () => {
  it.each<[string, readonly TarEntry[], RegExp]>([
    ["climbs out by dots", [{ name: "a/../../evil", content: "x" }], /leads out of it: "a\/\.\.\/\.\.\/evil"/],
    ["has a link to an absolute path", [{ name: "d/l", type: "symlink", linkname: "/etc/passwd" }], /link "d\/l" leads out/],
    [
      "has a link above itself",
      [{ name: "d/l", type: "symlink", linkname: "../../x" }, { name: "e" }],
      /leads out of the artifact/,
    ],
    [
      "goes out by two links that each stay inside",
      [
        { name: "a/b/c/up", type: "symlink", linkname: "../../.." },
        { name: "a/b/c/out", type: "symlink", linkname: "up/../../evil" },
        { name: "other" },
      ],
      /link "a\/b\/c\/out" leads out/,
    ],
    [
      "is one folder whose link goes above it",
      [
        { name: "d", type: "directory" },
        { name: "d/l", type: "symlink", linkname: ".." },
      ],
      /d\/l/,
    ],
    ["is one link", [{ name: "l", type: "symlink", linkname: "l" }], /leads out/],
    [
      "writes through a link",
      [
        { name: "l", type: "symlink", linkname: "d" },
        { name: "l/x", content: "x" },
      ],
      /goes through "l"/,
    ],
    ["has a hard link to a file outside", [{ name: "h", type: "link", linkname: "../../temp" }, { name: "o" }], /leads out/],
    [
      "has a hard link through a link",
      [{ name: "o" }, { name: "l", type: "symlink", linkname: "o" }, { name: "h", type: "link", linkname: "l" }],
      /link "h" leads out/,
    ],
    ["holds a device", [{ name: "sda", type: "block-device", devmajor: 8, devminor: 0 }], /"sda", which is a device or a pipe/],
    ["holds a pipe", [{ name: "p", type: "fifo" }], /a device or a pipe/],
    ["is a bomb of files", Array.from({ length: 101 }, (_, index) => ({ name: `f${index}` })), /more than 100 files/],
    ["is a bomb of bytes", [{ name: "zeros", content: Buffer.alloc((1 << 20) + 1) }], /more than 1048576 bytes/],
    ["has a file where it has a folder", [{ name: "d/x" }, { name: "d", content: "x" }], /"d" twice/],
  ])("%s: it is refused, and nothing is left of it", async (_, entries, words) => {
    const { error, tree } = await unpack(entries);
    expect(error).toMatch(words);
    expect(tree).toEqual({});
  });

  it("with absolute names is unpacked below the input, as Argo does", async () => {
    expect(
      await unpack([
        { name: "/etc/x", content: "1" },
        { name: "/tmp/y", content: "2" },
      ]),
    ).toEqual({
      error: undefined,
      tree: { etc: "/", "etc/x": "1", tmp: "/", "tmp/y": "2" },
    });
  });

  it("keeps links that stay inside, and the last of two files of one name", async () => {
    const entries: TarEntry[] = [
      { name: "d/f", content: "first" },
      { name: "d/f", content: "second" },
      { name: "d/e/up", type: "symlink", linkname: "../f" },
      { name: "d/h", type: "link", linkname: "d/f" },
      { name: "g" },
    ];
    const { tree } = await unpack(entries);
    expect(tree).toMatchObject({ "d/f": "second", "d/e/up": "-> ../f", "d/h": "second", g: "" });
  });

  it("never writes outside of the input, whatever its names and links are", async () => {
    const step = fc.constantFrom("..", ".", "a", "b", "", "a/b", "/", "c");
    const path = fc.array(step, { minLength: 1, maxLength: 5 }).map((steps) => steps.join("/") || "a");
    const entry = fc.record({
      name: path,
      type: fc.constantFrom<TarEntry["type"]>("file", "symlink", "link", "directory"),
      linkname: path,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 8 }), async (entries) => {
        await unpack(entries.map((one) => ({ ...one, ...(one.type === "file" && { content: "x" }) })) as TarEntry[]);
      }),
      { numRuns: 60 },
    );
  });
});

it("a zip that climbs out is refused", async () => {
  const folder = tempFolder();
  const context = artifactContext(folder);
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from("x"), "aa/aa/evil");
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  const hostile = Buffer.from(Buffer.concat(parts).toString("latin1").replaceAll("aa/aa/evil", "../../evil"), "latin1");
  await context.store.save("z", async (path) => writeFileSync(path, hostile));
  const loading = loadArtifact({ name: "z", s3: { key: "z" }, archive: { zip: {} } }, join(folder, "in/z"), context, false);
  await expect(loading).rejects.toThrow(/invalid relative path: ..\/..\/evil/);
  expect(readdirSync(folder).sort()).toEqual(["in", "store", "temp"]);
});

describe("a store of artifacts", () => {
  it.each(["../x", "a/../../x", "/etc/x", "a\0b", ".partial/x", `${"n".repeat(300)}`])("refuses the key %j", (key) => {
    expect(() => new LocalStore("/tmp/store").pathOf(key)).toThrow(/key/);
  });

  it("has no place outside of its folder, whatever the key is", () => {
    const store = new LocalStore("/tmp/store");
    const key = fc.array(fc.constantFrom("..", ".", "a", "", "/", "..a", "\\", "~", "%2e%2e"), { maxLength: 8 });
    fc.assert(
      fc.property(key, (steps) => {
        const found = pathOrNone(store, steps.join("/"));
        expect(found === undefined || found === "/tmp/store" || found.startsWith("/tmp/store/")).toBe(true);
      }),
    );
  });

  it("says that a key can't be a file and a folder at once", async () => {
    const { store } = artifactContext(tempFolder());
    await store.save("a/b", async (path) => writeFileSync(path, "1"));
    await expect(store.save("a/b/c", async (path) => writeFileSync(path, "2"))).rejects.toThrow(
      /another key is a folder on its way/,
    );
    await expect(store.save("a", async (path) => writeFileSync(path, "3"))).rejects.toThrow(/can't be kept as a file here/);
  });

  it("shows nothing of an artifact that was not finished", async () => {
    const { store } = artifactContext(tempFolder());
    const half = store.save("a", async (path) => {
      writeFileSync(path, "half");
      expect(await store.kind("a")).toBeUndefined();
      throw new Error("the disk is full");
    });
    await expect(half).rejects.toThrow("the disk is full");
    expect(await store.list("")).toEqual([]);
  });
});

it("an output folder without archive is not followed out of itself", async () => {
  const folder = tempFolder();
  const context = artifactContext(folder);
  const output = join(folder, "out");
  mkdirSync(output);
  writeFileSync(join(folder, "secret"), "s");
  symlinkSync(join(folder, "secret"), join(output, "link"));
  const saving = saveArtifact(
    { name: "o", path: "/tmp/out", archive: { none: {} } },
    output,
    { key: "o", mayMove: true },
    context,
  );
  await expect(saving).rejects.toThrow(/link "link" leads out of the artifact/);
});

function pathOrNone(store: LocalStore, key: string): string | undefined {
  try {
    return store.pathOf(key);
  } catch {
    return undefined;
  }
}
