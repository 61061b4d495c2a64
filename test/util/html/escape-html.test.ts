import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeHtml } from "../../../util/html/escape-html.ts";
import { readXml, textOf } from "./read-xml.ts";

test("the five special characters become entities", () => {
  expect(escapeHtml(`<b class="x">'&'</b>`)).toBe("&lt;b class=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;");
});

test("text that is escaped twice shows what was escaped once", () => {
  expect(escapeHtml(escapeHtml("&"))).toBe("&amp;amp;");
});

test("characters that XML cannot hold become the replacement character", () => {
  expect(escapeHtml("a\u0000b\u001b[31mc\ud800d\uffffe\u0085")).toBe("a\ufffdb\ufffd[31mc\ufffdd\ufffde\ufffd");
});

test("tab and line ends stay", () => {
  expect(escapeHtml("a\tb\r\nc")).toBe("a\tb\r\nc");
});

test("any text comes back from an element and from an attribute", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const escaped = escapeHtml(text);
      const root = readXml(`<a b="${escaped}">${escaped}</a>`);
      const expected = text
        .toWellFormed()
        .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "\ufffd");
      expect(root.attributes.b).toBe(expected);
      expect(textOf(root)).toBe(expected);
    }),
  );
});
