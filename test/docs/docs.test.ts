import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import { typeErrors, writeBlocks } from "./page-blocks.ts";
import { codeBlocks, linksOf, type Page, pages } from "./pages.ts";

const root = resolve(import.meta.dirname, "../..");
const all = pages();
const blocks = all.flatMap(codeBlocks);

describe("the code of the pages", () => {
  it("type-checks, every block of it", { timeout: 120_000 }, async () => {
    expect(blocks.length).toBeGreaterThan(20);
    using written = await writeBlocks(blocks);
    expect(await typeErrors(written)).toEqual([]);
  });

  it("has a page and a line where it is wrong", { timeout: 120_000 }, async () => {
    const code = 'suspend(minutes(5));\nsuspend(5);\nwhen("yes", () => {});\n';
    using written = await writeBlocks([{ page: "docs/wrong.md", line: 7, code }]);
    const found = await typeErrors(written);
    expect(found.map((error) => error.replace(/: error.*/s, ""))).toEqual(["docs/wrong.md:8", "docs/wrong.md:9"]);
  });

  const programs = blocks.filter(({ code }) => /^export default pipeline\(/m.test(code));
  it.each(programs)("compiles where it is a whole pipeline: $page:$line", async (block) => {
    using written = await writeBlocks([block]);
    const module: unknown = await import(join(written.folder, "block-0/block.ts"));
    const { default: pipeline } = module as { readonly default: PipelineNode };
    const { objects, diagnostics } = compile(pipeline, { images: (name) => `registry.example/${name}:v1` });
    expect(diagnostics).toEqual([]);
    expect(objects.map(({ kind }) => kind)).toContain("WorkflowTemplate");
  });
});

describe("the links of the pages lead somewhere", () => {
  it.each(all.filter((page) => linksOf(page).length > 0))("$path", (page) => {
    expect(linksOf(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });
});

function leadsSomewhere({ path, text }: Page, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? join(root, path) : join(root, dirname(path), file);
  if (!existsSync(target)) return false;
  if (anchor === undefined) return true;
  return statSync(target).isFile() && anchorsOf(file === "" ? text : readFileSync(target, "utf8")).includes(anchor);
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(text: string): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
