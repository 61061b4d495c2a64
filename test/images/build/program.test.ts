import { describe, expect, it } from "vitest";
import { programOf } from "../../../containers/images/bundle-layers.ts";

const mapOf = (sources: readonly string[], outFolder: string, workspace: string): unknown => {
  const sourceMap = JSON.stringify({ version: 3, sources, mappings: "AAAA", names: [] }, undefined, 2);
  const { entries } = programOf({ code: "run();\n", sourceMap }, outFolder, workspace);
  const map = entries.find(({ path }) => path === "app/main.mjs.map");
  if (map?.kind !== "file" || !("bytes" in map.content)) throw new Error("no source map");
  return JSON.parse(Buffer.from(map.content.bytes).toString());
};

describe("the source map in an image", () => {
  it("has files of the project from its folder on, and those of packages from theirs, wherever they lay", () => {
    const expected = {
      version: 3,
      sources: ["pipeline.ts", 'odd/[id] "b".ts', "node_modules/zod/core.js", "node_modules/pipewright/dist/chunks/a.js"],
      mappings: "AAAA",
      names: [],
    };
    const up = "../../../";
    const own = [`${up}pipeline.ts`, `${up}odd/[id] "b".ts`];
    expect(
      mapOf(
        [...own, `${up}node_modules/zod/core.js`, `${up}node_modules/pipewright/dist/chunks/a.js`],
        "/p/.pipewright/bundles/c-0",
        "/p",
      ),
    ).toEqual(expected);
    expect(
      mapOf(
        [...own, `${up}../../deep/node_modules/zod/core.js`, `${up}../../../clone/dist/chunks/a.js`],
        "/a/b c/p/.pipewright/bundles/c-0",
        "/a/b c/p",
      ),
    ).toEqual(expected);
  });

  it("of none has no files", () => {
    expect(mapOf([], "/p/x", "/p")).toMatchObject({ sources: [] });
  });
});
