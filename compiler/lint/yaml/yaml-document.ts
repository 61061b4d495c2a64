import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { Place } from "../../../dsl/place.ts";
import type { Json, Path } from "../../argo/yaml/json.ts";

/** Which part of a value a problem points at; the value's first character where nothing is said. */
export interface Spot {
  /** At the key, not at what it holds. */
  readonly key?: boolean;
  /** At this text inside the value. */
  readonly text?: string;
  /** Which of several such texts, from 0. */
  readonly nth?: number;
  /** So many characters into the text. */
  readonly offset?: number;
}

/** One document of a file: its value, and where each part of it stands. */
export class YamlDocument {
  /** Absolute. */
  readonly file: string;
  readonly value: Json;
  readonly #document: Document;
  readonly #source: string;
  readonly #lines: LineCounter;

  constructor(file: string, value: Json, document: Document, source: string, lines: LineCounter) {
    this.file = file;
    this.value = value;
    this.#document = document;
    this.#source = source;
    this.#lines = lines;
  }

  /** The place of what stands at a path, or of the last thing on the way there. */
  at(path: Path, spot: Spot = {}): Place {
    const { node, pair } = this.#find(path);
    const key = pair?.key as Node | undefined;
    const shown = spot.key === true && key !== undefined ? key : node;
    return this.#place(this.#offset(shown ?? key ?? this.#document.contents, spot));
  }

  #offset(node: Node | null | undefined, { text, nth = 0, offset = 0 }: Spot): number {
    const [start, end] = node?.range ?? [0, 0];
    if (text === undefined) return start;
    const raw = this.#source.slice(start, end);
    let found = raw.indexOf(text);
    for (let count = 0; count < nth && found >= 0; count++) found = raw.indexOf(text, found + text.length);
    return found < 0 ? start : start + found + offset;
  }

  #place(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line, column: col };
  }

  /** The deepest node on a path. What templateDefaults or a merge brought stands where it was written. */
  #find(path: Path): { readonly node: Node | undefined; readonly pair: Pair | undefined } {
    let node: Node | undefined = this.#document.contents ?? undefined;
    let pair: Pair | undefined;
    for (const step of path) {
      const at = this.#resolved(node);
      if (isMap(at)) {
        const next = this.#pairOf(at, String(step));
        if (next === undefined) return { node, pair };
        pair = next;
        node = (next.value as Node | null) ?? undefined;
      } else if (isSeq(at) && typeof step === "number" && at.items[step] !== undefined) {
        const item = at.items[step];
        pair = undefined;
        node = isPair(item) ? (item.key as Node) : (item as Node);
      } else return { node, pair };
    }
    return { node, pair };
  }

  #resolved(node: Node | undefined): Node | undefined {
    return isAlias(node) ? (node.resolve(this.#document) as Node | undefined) : node;
  }

  #pairOf(map: YAMLMap, key: string): Pair | undefined {
    const own = map.items.findLast(({ key: one }) => isScalar(one) && String(one.source ?? one.value) === key);
    if (own !== undefined) return own;
    for (const { key: one, value } of map.items) {
      if (!isScalar(one) || one.value !== "<<") continue;
      const merged = this.#resolved(value as Node);
      for (const part of isSeq(merged) ? merged.items : [merged]) {
        const from = this.#resolved(part as Node);
        const found = isMap(from) ? this.#pairOf(from, key) : undefined;
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }
}
