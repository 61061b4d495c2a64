import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorPage } from "../../cli/explain/error-pages.ts";
import { listCodes } from "../../cli/explain/list-codes.ts";
import { renderMarkdown } from "../../cli/explain/render-markdown.ts";
import { plainTerminal } from "../../cli/terminal.ts";
import { allMessages, topicTitles } from "../../compiler/diagnostics/message-of.ts";
import { cellWidth } from "../../util/graph/cell-text.ts";
import { pipewright, root } from "../helpers/cli.ts";

const narrow = (width: number) => ({ ...plainTerminal, width, wraps: true });

describe("explain", () => {
  it("prints the page of a code", async () => {
    const { code, stdout, stderr } = await pipewright(["explain", "timezone-unknown"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^timezone-unknown\n\n {2}"…" is no time zone\.\n {2}help: /);
    expect(stdout).toContain("\nWrong\n\n    import { cron, pipeline }");
    expect(stdout).toContain("\nRight\n\n");
    expect(stdout).not.toMatch(/```|README|\\\n/);
  });

  it("lists every code by topic without one", async () => {
    const { code, stdout } = await pipewright(["explain"]);
    expect(code).toBe(0);
    for (const name of Object.keys(allMessages)) expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, "m"));
    for (const title of Object.values(topicTitles)) expect(stdout).toContain(`${title}\n`);
    expect(stdout).toMatch(/^ {2}timezone-unknown {2,}"…" is no time zone\.$/m);
  });

  it.each([
    [
      ["explain", "timezone-unknwon"],
      'There is no problem "timezone-unknwon". Did you mean "timezone-unknown"? pipewright explain lists them.',
    ],
    [["explain", "../architecture"], 'There is no problem "../architecture". pipewright explain lists them.'],
    [["explain", "README"], 'There is no problem "README". pipewright explain lists them.'],
    [["explain", "a", "b"], "explain takes one code, got 2."],
    [["explain", "--all"], "explain has no option --all."],
  ])("%j ends with 2", async (args, message) => {
    expect(await pipewright(args)).toEqual({ code: 2, stdout: "", stderr: `pipewright: ${message}\n` });
  });

  it("has a page for every code, and no other page", () => {
    const pages = readdirSync(join(root, "docs/errors")).filter((name) => name !== "README.md");
    expect(pages.sort()).toEqual(
      Object.keys(allMessages)
        .map((code) => `${code}.md`)
        .sort(),
    );
  });
});

describe("a page in a terminal", () => {
  it.each([30, 40, 80, 200])("keeps its sentences within %d columns", (width) => {
    for (const code of Object.keys(allMessages)) {
      const lines = renderMarkdown(errorPage(code)!.text, narrow(width)).split("\n");
      const tooLong = lines.filter((line) => !line.startsWith("    ") && cellWidth(line) > width && line.trim().includes(" "));
      expect(tooLong).toEqual([]);
    }
    const listed = listCodes(allMessages, topicTitles, narrow(width)).split("\n");
    expect(listed.filter((line) => cellWidth(line) > width && line.trim().includes(" "))).toEqual([]);
  });

  it("shows headings, quotations, lists, links and code without their marks", () => {
    const markdown =
      "# Title\n\n> said \\<b>\\\n> help: `a_b` [more](x.md)\n\nOne\ntwo.\n\n- first\n- second\n\n```ts\nconst a = `#`;\n\n> no quote\n```\n";
    expect(renderMarkdown(markdown, narrow(80))).toBe(
      "Title\n\n  said <b>\n  help: `a_b` more\n\nOne two.\n\n- first\n- second\n\n    const a = `#`;\n\n    > no quote\n",
    );
  });
});
