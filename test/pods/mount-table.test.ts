import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MountTable } from "../../runner/pods/mount-table.ts";
import { tempFolder } from "./helpers/temp-folder.ts";

function container() {
  const base = tempFolder();
  for (const name of ["root/tmp/d", "volume/sub", "outside"]) mkdirSync(join(base, name), { recursive: true });
  for (const file of ["root/tmp/f", "volume/sub/v", "outside/secret"]) writeFileSync(join(base, file), file);
  const links = {
    "root/tmp/in-root": "/tmp/f",
    "root/tmp/up": "../../../../tmp/f",
    "root/tmp/out": join(base, "outside/secret"),
    "root/tmp/to-volume": "/data/sub",
    "root/tmp/loop": "loop",
    "volume/back": "../tmp/f",
    "volume/away": `../../../../../../..${join(base, "outside/secret")}`,
  };
  for (const [link, target] of Object.entries(links)) symlinkSync(target, join(base, link));
  const table = new MountTable(join(base, "root"), [{ inPod: "/data", onHost: join(base, "volume") }]);
  return { base, table };
}

describe("a path of a container", () => {
  it.each([
    ["/tmp/f", "root/tmp/f"],
    ["/tmp/../tmp/./d/../f", "root/tmp/f"],
    ["/tmp/in-root", "root/tmp/f"],
    ["/tmp/up", "root/tmp/f"],
    ["/tmp/to-volume/v", "volume/sub/v"],
    ["/data/back", "root/tmp/f"],
    ["/data", "volume"],
    ["/../../data/sub/v", "volume/sub/v"],
    ["/", "root"],
    ["/tmp/out", undefined],
    ["/data/away", undefined],
    ["/tmp/loop", undefined],
    ["/tmp/none", undefined],
    ["/tmp/f/below", undefined],
  ])("%s is %s", async (path, expected) => {
    const { base, table } = container();
    const found = await table.find(path);
    expect(found?.replace(/\/$/, "")).toBe(expected === undefined ? undefined : join(base, expected));
  });

  it("never leads to what the container can't see", async () => {
    const { base, table } = container();
    const step = fc.constantFrom(
      "..",
      ".",
      "tmp",
      "data",
      "d",
      "sub",
      "up",
      "out",
      "away",
      "back",
      "to-volume",
      "loop",
      "",
      "f",
      "v",
      "outside",
      "secret",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const found = await table.find(`/${steps.join("/")}`);
        expect(
          found === undefined || `${found}/`.startsWith(join(base, "root/")) || `${found}/`.startsWith(join(base, "volume/")),
        ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
