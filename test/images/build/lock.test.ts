import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  type ImagesLock,
  type LockedImage,
  parseLock,
  printLock,
  readLock,
  updateLock,
} from "../../../containers/images/images-lock.ts";
import { lockedImage, withPipeline } from "../../../containers/images/locked-images.ts";

const parent = mkdtempSync(join(tmpdir(), "pipewright-lock-"));
afterAll(() => rmSync(parent, { recursive: true, force: true }));
const fresh = () => mkdtempSync(join(parent, "l-"));

const hex = (digit: string, length: number) => digit.repeat(length);
const digest = (digit: string) => `sha256:${hex(digit, 64)}`;
const image = (code: string, around: string, pipelines: readonly string[]): LockedImage => ({
  tag: `c-${hex(code, 16)}-${hex(around, 16)}`,
  digest: digest(code),
  platforms: { "linux/arm64": { digest: digest("b"), bytes: 2 }, "linux/amd64": { digest: digest("a"), bytes: 1 } },
  recipe: { platforms: "linux/amd64 linux/arm64", base: digest("0") },
  pipelines,
});
const lock: ImagesLock = {
  format: 1,
  registry: "ghcr.io/me",
  platforms: ["linux/arm64", "linux/amd64"],
  bases: { cpu: { from: "oci:bases", digest: digest("0") } },
  images: { train: [image("2", "1", ["taxi", "nightly"]), image("1", "1", ["taxi"])], ingest: [image("3", "1", ["taxi"])] },
  foreign: {},
};

describe("images.lock.json", () => {
  it("says the same in the same text, whatever order things came in", () => {
    const turned: ImagesLock = {
      ...lock,
      platforms: lock.platforms.toReversed(),
      images: Object.fromEntries(
        Object.entries(lock.images)
          .map(([key, list]) => [key, list.toReversed()])
          .toReversed(),
      ),
    };
    expect(printLock(turned)).toBe(printLock(lock));
    expect(Object.keys(JSON.parse(printLock(lock)).images)).toEqual(["ingest", "train"]);
    expect(JSON.parse(printLock(lock)).images.train[0].pipelines).toEqual(["taxi"]);
  });

  it("is read back as it was written, with the line ends and the mark of Windows too", () => {
    const again = parseLock(printLock(lock));
    expect(printLock(again)).toBe(printLock(lock));
    expect(parseLock(`\uFEFF${printLock(lock).replaceAll("\n", "\r\n")}`)).toEqual(again);
  });

  it.each([
    ["", "it is no JSON"],
    ["[]", "it is no JSON"],
    [printLock(lock).slice(0, 200), "it is no JSON"],
    [`<<<<<<< HEAD\n${printLock(lock)}`, "it holds the marks of a merge that was not finished"],
    [printLock(lock).replace('"format": 1', '"format": 2'), "its format is 2, and this Pipewright knows 1"],
    [printLock(lock).replace(digest("3"), "sha256:3"), 'image "ingest" has no tag or no digest'],
    [printLock(lock).replace(`"${digest("0")}"`, "null"), 'base "cpu" has no digest'],
    [printLock(lock).replace('"registry": "ghcr.io/me"', '"registry": 5'), '"registry" is no text'],
  ])("that is broken is refused with the reason (%#)", (text, reason) => {
    expect(() => parseLock(text)).toThrow(`"images.lock.json" can't be read: ${reason}`);
  });

  it("keeps what another build wrote meanwhile, and is written only when it says something else", async () => {
    const workspace = fresh();
    expect(await readLock(workspace)).toBeUndefined();
    const pipelines = Array.from({ length: 8 }, (_, index) => `p${index}`);
    await Promise.all(
      pipelines.map((pipeline) =>
        updateLock(workspace, (now) =>
          withPipeline(now ?? { ...lock, images: {} }, pipeline, [
            { name: { component: pipeline, variant: "cpu" }, image: image("1", "1", []) },
          ]),
        ),
      ),
    );
    expect(Object.keys((await readLock(workspace))!.images)).toEqual(pipelines);
    const file = join(workspace, "images.lock.json");
    const { ino } = statSync(file);
    await updateLock(workspace, (now) => now!);
    expect(statSync(file).ino).toBe(ino);
  });

  it("stays as it was when it can't be read", async () => {
    const workspace = fresh();
    writeFileSync(join(workspace, "images.lock.json"), "{");
    await expect(updateLock(workspace, () => lock)).rejects.toThrow("can't be read");
    expect(readFileSync(join(workspace, "images.lock.json"), "utf8")).toBe("{");
  });
});

describe("the lock's images", () => {
  const train = { component: "train", variant: "cpu" };

  it("are found by today's code, first those of the pipeline that asks", () => {
    const both: ImagesLock = { ...lock, images: { train: [image("1", "1", ["a"]), image("1", "2", ["b"])] } };
    expect(lockedImage(both, train, `c-${hex("1", 16)}`, "a")?.tag).toMatch(/-1+$/);
    expect(lockedImage(both, train, `c-${hex("1", 16)}`, "b")?.tag).toMatch(/-2+$/);
    expect(lockedImage(both, train, `c-${hex("1", 16)}`, "c")?.tag).toMatch(/-2+$/);
    expect(lockedImage(both, train, `c-${hex("9", 16)}`, "a")).toBeUndefined();
    expect(lockedImage(both, { component: "train", variant: "gpu-cuda" }, `c-${hex("1", 16)}`, "a")).toBeUndefined();
    expect(lockedImage(undefined, train, "c-1", "a")).toBeUndefined();
  });

  it("of old code go when no pipeline has them any more", () => {
    const { pipelines: _, ...now } = image("4", "1", []);
    const after = withPipeline(lock, "taxi", [{ name: train, image: now }]);
    expect(after.images["train"]?.map(({ tag, pipelines }) => [tag.slice(2, 3), pipelines])).toEqual([
      ["2", ["nightly"]],
      ["4", ["taxi"]],
    ]);
    expect(printLock(after)).not.toContain("ingest");
  });
});
