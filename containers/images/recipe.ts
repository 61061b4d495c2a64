import { createHash } from "node:crypto";
import { stableJson } from "../../util/stable-json.ts";
import type { Platform } from "../oci/image-store.ts";

/** Counts up when images of the same parts come to be laid otherwise. */
const layout = 1;

/** All that an image is made of, as data: equal recipes give equal bytes, on any machine and at any time. */
export interface ImageRecipe {
  readonly component: string;
  /** `c-<16 hex>`: the code, the versions of what it imports, the project's files that travel along. */
  readonly bundle: string;
  /** The hash of the bundle's source map. */
  readonly sourceMap: string;
  /** The digest of the base. */
  readonly base: string;
  /** The hash of the packages beside the bundle, by platform; those without any are absent. */
  readonly packages: Readonly<Partial<Record<Platform, string>>>;
  /** Sorted. */
  readonly platforms: readonly Platform[];
  readonly labels: Readonly<Record<string, string>>;
  /** The time of everything in it, in seconds since 1970. */
  readonly epochSeconds: number;
}

/** A recipe's parts, each as short as can be compared: what the lock keeps, and what tells why a digest is another. */
export type RecipeParts = Readonly<Record<string, string>>;

export function recipeParts(recipe: ImageRecipe): RecipeParts {
  const { bundle, sourceMap, base, packages, platforms, labels, epochSeconds } = recipe;
  return {
    base,
    bundle,
    epoch: String(epochSeconds),
    labels: shortHash(labels),
    layout: String(layout),
    ...Object.fromEntries(Object.entries(packages).map(([platform, hash]) => [`packages ${platform}`, hash])),
    platforms: platforms.join(" "),
    "source map": sourceMap,
  };
}

/** The tag of an image, known before it is built: the bundle's, and a hash of what lies around it. */
export function imageTag(recipe: ImageRecipe): string {
  const { bundle, ...around } = recipeParts(recipe);
  return `${bundle}-${shortHash(around)}`;
}

const shortHash = (value: object): string => createHash("sha256").update(stableJson(value)).digest("hex").slice(0, 16);
