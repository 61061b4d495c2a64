import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from "yaml";
import { goScalar } from "./go-scalar.ts";
import type { Json, JsonRecord } from "./json.ts";

/** Something in a document that is YAML and means something else than its writer thinks. */
export interface Oddity {
  readonly kind: "key-twice" | "tag-unquoted" | "unknown-anchor" | "too-much";
  readonly word: string;
  readonly node: Node;
}

/** More values than any object that a cluster would store. Anchors make billions of a few lines. */
const maxValues = 500_000;

/** The value of a document as Kubernetes' clients read it, and what is odd about it. */
export function toJson(document: Document): { readonly value: Json; readonly oddities: readonly Oddity[] } {
  const reader = new Reader(document);
  const value = document.contents === null ? null : reader.read(document.contents);
  return { value, oddities: reader.oddities };
}

class Reader {
  readonly oddities: Oddity[] = [];
  readonly #document: Document;
  #left = maxValues;

  constructor(document: Document) {
    this.#document = document;
  }

  read(node: Node): Json {
    if (this.#left-- <= 0) return null;
    if (this.#left === 0) this.oddities.push({ kind: "too-much", word: String(maxValues), node });
    if (isScalar(node)) return scalar(node);
    if (isAlias(node)) return this.#alias(node);
    if (isSeq(node)) return node.items.map((item) => this.read(item as Node));
    return isMap(node) ? this.#map(node) : null;
  }

  #alias(node: Node & { readonly source?: string; resolve(document: Document): Node | undefined }): Json {
    const target = node.resolve(this.#document);
    if (target !== undefined) return this.read(target);
    this.oddities.push({ kind: "unknown-anchor", word: node.source ?? "", node });
    return null;
  }

  #map(map: YAMLMap): Json {
    const own = new Map<string, Json>();
    const merged = new Map<string, Json>();
    for (const { key, value } of map.items) {
      const node = (value ?? null) as Node | null;
      if (!isScalar(key)) {
        // {{x}} without quotes is a mapping whose key is a mapping.
        this.oddities.push({ kind: "tag-unquoted", word: innerWord(key as Node), node: map });
        continue;
      }
      const name = String(key.source ?? key.value);
      if (name === "<<" && key.type === "PLAIN" && node !== null) {
        for (const [from, item] of this.#merged(node)) if (!merged.has(from)) merged.set(from, item);
        continue;
      }
      if (own.has(name)) this.oddities.push({ kind: "key-twice", word: name, node: key });
      own.set(name, node === null ? null : this.read(node));
    }
    return Object.fromEntries(
      [...merged, ...own].map(([name, value]) => [name, own.has(name) ? (own.get(name) ?? null) : value]),
    );
  }

  #merged(node: Node): readonly (readonly [string, Json])[] {
    const value = this.read(node);
    const parts = Array.isArray(value) ? (value as readonly Json[]) : [value];
    return parts.flatMap((part) => (typeof part === "object" && part !== null ? Object.entries(part as JsonRecord) : []));
  }
}

function scalar(node: Scalar): Json {
  if (node.tag !== undefined && node.tag !== "!") {
    if (node.tag.endsWith(":str")) return String(node.value ?? "");
    if (node.tag.endsWith(":binary")) return String(node.value ?? "");
  }
  if (node.type !== "PLAIN") return node.value === null && node.type === undefined ? null : String(node.value);
  return goScalar(String(node.value ?? ""));
}

/** The words between the inner braces of an unquoted tag. */
function innerWord(key: Node): string {
  if (!isMap(key)) return "";
  const [first] = key.items;
  return isScalar(first?.key) ? String(first.key.value) : "";
}
