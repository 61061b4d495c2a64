import { stableJson } from "../../util/stable-json.ts";
import { describe } from "./digest.ts";
import type { ManifestBytes } from "./image-store.ts";

/** A document as bytes that depend on what it says alone: keys are sorted. */
export function documentBytes(mediaType: string, document: object): ManifestBytes {
  const bytes = Buffer.from(stableJson(document));
  return { descriptor: describe(mediaType, bytes), bytes };
}
