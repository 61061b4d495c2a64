import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { htmlPage } from "../../../util/html/html-page.ts";

function policyOf(page: string): string {
  return /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
}

test("the title is escaped and the body stands as it is", () => {
  const page = htmlPage({ title: "</title><script>alert(1)</script>", body: "<h1>Hello</h1>" });
  expect(page).toContain("<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>");
  expect(page).toContain("<main>\n<h1>Hello</h1>\n</main>");
  expect(page).not.toContain("<script>");
});

test("a page without a script may run none and may ask nobody for anything", () => {
  const policy = policyOf(htmlPage({ title: "t", body: "" }));
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).not.toContain("script-src");
  expect(policy).not.toMatch(/https?:|\*/);
});

test("the policy names the page's script and those of its frames by their hashes, and nothing else", () => {
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const page = htmlPage({ title: "t", body: "", script: "let a = 1 && 2;", frameScripts: ["b()", "b()"] });
  expect(policyOf(page)).toContain(` script-src ${hash("let a = 1 && 2;")} ${hash("b()")};`);
  expect(page).toContain("<script>let a = 1 && 2;</script>");
});

test("nothing in a page is fetched", () => {
  expect(htmlPage({ title: "t", body: "" })).not.toMatch(/(?:src|href)="(?!data:,)|url\(|@import/);
});

test("a style or script that would close its element early is refused", () => {
  expect(() => htmlPage({ title: "t", body: "", style: "</STYLE>" })).toThrow(RangeError);
  expect(() => htmlPage({ title: "t", body: "", script: "'</script>'" })).toThrow(RangeError);
});
