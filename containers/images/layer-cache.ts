import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stableJson } from "../../util/stable-json.ts";
import { writeWhole } from "../../util/write-whole.ts";
import { BlobFolder } from "../oci/blob-folder.ts";
import { type Layer, type LayerFacts, makeLayer } from "../oci/make-layer.ts";
import type { TreeEntry } from "../oci/tree-entry.ts";

/** What makes a layer what it is, as data: layers of equal keys have equal bytes. */
export type LayerKey = Readonly<Record<string, unknown>>;

/** Layers of this project that were made before, by what they were made of: a layer of packages takes seconds. */
export class LayerCache {
  readonly #folder: string;
  readonly #epochSeconds: number;
  readonly #making = new Map<string, Promise<LayerFacts>>();
  readonly blobs: BlobFolder;

  /** @param folder of a cache that may be deleted at any time */
  constructor(folder: string, epochSeconds: number) {
    this.#folder = folder;
    this.#epochSeconds = epochSeconds;
    this.blobs = new BlobFolder(join(folder, "blobs"));
  }

  /** @param entries asked for only when the layer has to be made */
  async layer(title: string, key: LayerKey, entries: () => readonly TreeEntry[]): Promise<Layer> {
    const name = createHash("sha256")
      .update(stableJson({ format: 1, epoch: this.#epochSeconds, key }))
      .digest("hex")
      .slice(0, 32);
    const making = this.#making.get(name) ?? this.#make(name, entries);
    this.#making.set(name, making);
    const { descriptor, diffId } = await making;
    return { title, diffId, blob: { descriptor, open: () => this.blobs.open(descriptor.digest) } };
  }

  async #make(name: string, entries: () => readonly TreeEntry[]): Promise<LayerFacts> {
    const file = join(this.#folder, "layers", `${name}.json`);
    const known = readFacts(file);
    if (known !== undefined && (await this.blobs.size(known.descriptor.digest)) === known.descriptor.size) return known;
    const facts = await makeLayer(entries(), { blobs: this.blobs, epochSeconds: this.#epochSeconds });
    mkdirSync(join(this.#folder, "layers"), { recursive: true });
    writeWhole(file, JSON.stringify(facts));
    return facts;
  }
}

function readFacts(file: string): LayerFacts | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as LayerFacts;
  } catch {
    return undefined; // never made, or not whole
  }
}
