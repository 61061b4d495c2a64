import { join } from "node:path";
import { expect, it } from "vitest";
import { writeBlocks } from "../docs/page-blocks.ts";
import { codeBlocks, pages } from "../docs/pages.ts";

const blocks = pages()
  .filter(({ path }) => path === "docs/testing.md")
  .flatMap(codeBlocks);

it("the page has examples", () => expect(blocks.length).toBeGreaterThan(3));

it.each(blocks)("what docs/testing.md expects is so, line $line", async (block) => {
  using written = await writeBlocks([block]);
  const module = (await import(join(written.folder, "block-0/block.ts"))) as { readonly block: () => Promise<void> };
  await module.block();
});
