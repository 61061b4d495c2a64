/** An element of a document, as much as the tests ask for. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

const nameStart = String.raw`[A-Za-z_:][\w:.-]*`;
const tag = new RegExp(String.raw`^<(${nameStart})((?:\s+${nameStart}="[^"<]*")*)\s*(/?)>`);
const attribute = new RegExp(String.raw`\s+(${nameStart})="([^"<]*)"`, "g");
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/**
 * Reads XML strictly: every tag closed in its order, every attribute quoted and given once, no bare `&` or `<`, no character that XML
 * forbids, one root.
 *
 * @throws Error naming the first thing that is not well-formed
 */
export function readXml(text: string): XmlElement {
  const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(text);
  if (forbidden !== null || !text.isWellFormed()) throw new Error(`a character XML forbids: ${JSON.stringify(forbidden?.[0])}`);
  const root: (XmlElement | string)[] = [];
  const open: { name: string; children: (XmlElement | string)[] }[] = [{ name: "", children: root }];
  let at = 0;
  while (at < text.length) {
    const here = open.at(-1)!;
    if (text.startsWith("</", at)) {
      const end = `</${here.name}>`;
      if (!text.startsWith(end, at)) throw new Error(`expected ${end}, found ${text.slice(at, at + 40)}`);
      open.pop();
      at += end.length;
    } else if (text[at] === "<") {
      const found = tag.exec(text.slice(at));
      if (found === null) throw new Error(`not a tag: ${text.slice(at, at + 80)}`);
      const element = { name: found[1]!, attributes: readAttributes(found[2]!), children: [] };
      here.children.push(element);
      if (found[3] === "") open.push(element);
      at += found[0].length;
    } else {
      const end = text.indexOf("<", at);
      const piece = text.slice(at, end < 0 ? text.length : end);
      if (open.length > 1) here.children.push(decoded(piece));
      else if (piece.trim() !== "") throw new Error(`text beside the root: ${piece.slice(0, 40)}`);
      at += piece.length;
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)!.name}> is never closed`);
  const [only, second] = root;
  if (typeof only !== "object" || second !== undefined) throw new Error("not exactly one root");
  return only;
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const [, name, value] of text.matchAll(attribute)) {
    if (name! in attributes) throw new Error(`attribute ${name} twice`);
    attributes[name!] = decoded(value!);
  }
  return attributes;
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));|&/g, (whole, number: string | undefined, name: string | undefined) => {
    if (number !== undefined) return String.fromCodePoint(Number(number));
    const character = entities[name ?? ""];
    if (character === undefined) throw new Error(`a bare ampersand or unknown entity: ${whole}`);
    return character;
  });
}

/** Every element of a tree, the root first. */
export function* elementsOf(root: XmlElement): Iterable<XmlElement> {
  yield root;
  for (const child of root.children) if (typeof child === "object") yield* elementsOf(child);
}

/** The text of an element and of all inside it. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** Attributes that hold what a computation went wrong with. */
export function badAttributes(root: XmlElement): readonly string[] {
  return [...elementsOf(root)].flatMap(({ name, attributes }) =>
    Object.entries(attributes)
      .filter(([key, value]) => key !== "data-node" && /NaN|undefined|Infinity|null|\[object/.test(value))
      .map(([key, value]) => `<${name} ${key}="${value}">`),
  );
}
