import { elementsOf, readXml, textOf, type XmlElement } from "../../util/html/read-xml.ts";

/** What stands in `<main>`, read strictly: the report writes its body as well-formed XML, so that escaping can be checked. */
export function mainOf(page: string): XmlElement {
  const body = /<main>([\s\S]*)<\/main>/.exec(page);
  if (body === null) throw new Error("the page has no <main>");
  return readXml(`<main>${body[1]}</main>`);
}

export function all(root: XmlElement, name: string, attributes: Readonly<Record<string, string>> = {}): readonly XmlElement[] {
  const wanted = Object.entries(attributes);
  return [...elementsOf(root)].filter(
    (element) => element.name === name && wanted.every(([key, value]) => element.attributes[key] === value),
  );
}

export function one(root: XmlElement, name: string, attributes: Readonly<Record<string, string>> = {}): XmlElement {
  const found = all(root, name, attributes);
  if (found.length !== 1) throw new Error(`${found.length} elements <${name} ${JSON.stringify(attributes)}>`);
  return found[0]!;
}

/** The rows of a table, as the texts of their cells. */
export function rowsOf(table: XmlElement): readonly (readonly string[])[] {
  return all(table, "tr").map((row) => row.children.filter((cell) => typeof cell === "object").map(textOf));
}

/** What is wrong with the safety of a page's body: scripts, handlers, addresses that leave the run's folder. */
export function unsafeParts(root: XmlElement): readonly string[] {
  return [...elementsOf(root)].flatMap(({ name, attributes }) => [
    ...(["script", "object", "embed", "base", "form", "link", "meta"].includes(name) ? [`<${name}>`] : []),
    ...Object.keys(attributes).filter((key) => /^on/i.test(key)),
    ...Object.entries(attributes)
      .filter(
        ([key, value]) =>
          /^(href|src|xlink:href)$/.test(key) &&
          !(name === "img" && key === "src" && /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*$/.test(value)) &&
          !/^(#[\w-]+|\.\/(?!\.\.)[\w%.()!*'~-]+(\/[\w%.()!*'~-]+)*)$/.test(value),
      )
      .map(([key, value]) => `${key}=${value}`),
    ...(name === "iframe" && attributes.sandbox !== "allow-scripts" ? ["iframe without sandbox"] : []),
  ]);
}
