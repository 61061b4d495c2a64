import { expect, test } from "vitest";
import { badAttributes, readXml, textOf } from "./read-xml.ts";

test("a well-formed document gives its elements, attributes and text", () => {
  const root = readXml(`<svg width="1"><g a="x &lt; y"/>t &amp; u</svg>`);
  expect(root).toEqual({
    name: "svg",
    attributes: { width: "1" },
    children: [{ name: "g", attributes: { a: "x < y" }, children: [] }, "t & u"],
  });
  expect(textOf(root)).toBe("t & u");
});

test.each([
  "<a>",
  "<a></b>",
  "<a x=1/>",
  `<a x="1" x="2"/>`,
  "<a>&</a>",
  "<a>&nbsp;</a>",
  "<a/><b/>",
  "<a/>text",
  "<a>\u0001</a>",
  "<a>\ud800</a>",
  `<a x="<"/>`,
  "",
])("%j is not well-formed", (text) => {
  expect(() => readXml(text)).toThrow();
});

test("an attribute that holds NaN is found", () => {
  expect(badAttributes(readXml(`<a><b x="NaN"/></a>`))).toEqual([`<b x="NaN">`]);
});
