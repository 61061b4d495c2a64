import { isAbsolute, join, relative, resolve } from "node:path";
import { baseNamed } from "../../containers/bases/bases.ts";
import { type Base, type RepositoryPlace, readBase } from "../../containers/images/base.ts";
import { cachedSource } from "../../containers/images/cached-source.ts";
import { imageError } from "../../containers/images/image-error.ts";
import type { ImagesLock, LockedBase } from "../../containers/images/images-lock.ts";
import type { BlobFolder } from "../../containers/oci/blob-folder.ts";
import type { ImageSource, Platform } from "../../containers/oci/image-store.ts";
import { LayoutBroken, layoutImages, ociLayout, refName } from "../../containers/oci/oci-layout.ts";
import { BytesChanged } from "../../containers/oci/read-image.ts";
import type { RegistrySession } from "../../containers/registry/registry-repository.ts";
import { UsageError } from "../usage-error.ts";
import { baseFolder } from "./bases-folder.ts";
import { openRepository } from "./open-repository.ts";

export interface BaseOptions {
  readonly workspace: string;
  readonly lock: ImagesLock | undefined;
  /** `cpu=oci:bases/cpu`; without a name it is the base of steps that ask for no GPU. */
  readonly given: ReadonlyMap<string, string>;
  readonly platforms: readonly Platform[];
  /** Whether a tag may lead to another base than it did. */
  readonly update: boolean;
  readonly session: RegistrySession;
  /** Manifests and configurations that were read before. */
  readonly cache: BlobFolder;
}

/** A base that images are laid upon, and what the lock will say of it. */
export interface ChosenBase {
  readonly base: Base;
  readonly locked: LockedBase;
  /** The base that the tag leads to by now, when that is another one. */
  readonly newer: () => Promise<string | undefined>;
}

/** Of the platforms that were asked for those that a variant's base can be there for: CUDA is on no other. */
export function platformsOf(variant: string, wanted: readonly Platform[]): readonly Platform[] {
  const possible = wanted.filter((platform) => baseNamed(variant)?.platforms.includes(platform) !== false);
  return possible.length > 0 ? possible : wanted;
}

/** Reads what a person said of bases. @throws UsageError */
export function givenBases(texts: readonly string[] = []): ReadonlyMap<string, string> {
  return new Map(
    texts.map((text) => {
      const [, name = "cpu", from = ""] = /^(?:([a-z][a-z0-9-]*)=)?(.*)$/.exec(text) ?? [];
      if (from === "") throw new UsageError(`--base-from wants an image, such as oci:bases/cpu, got "${text}".`);
      const [, folder, image = ""] = /^oci:([^:]+)(:.+)?$/.exec(from) ?? [];
      return [name, folder === undefined ? from : `oci:${resolve(folder)}${image}`] as const;
    }),
  );
}

/** Reads a base: the one that the lock has pinned, unless another was asked for. @throws ImageError */
export async function chooseBase(variant: string, options: BaseOptions): Promise<ChosenBase> {
  const { workspace, lock, given, update } = options;
  const pinned = lock?.bases[variant];
  const said = given.get(variant);
  const from = portable(said ?? pinned?.from ?? baseNamed(variant)?.reference, variant, workspace);
  const digest = pinned?.from === from && !update ? pinned.digest : undefined;
  try {
    const { source, tag, home } = await openBase(from, variant, options);
    const base = await readBase(
      from,
      cachedSource(source, options.cache),
      digest ?? tag,
      platformsOf(variant, options.platforms),
      home,
    );
    const newer = async (): Promise<string | undefined> => {
      if (digest === undefined || tag === digest) return undefined;
      const now = await source.manifest(tag).catch(() => undefined); // whoever can't be reached says nothing new
      return now === undefined || now.descriptor.digest === digest ? undefined : now.descriptor.digest;
    };
    return { base, locked: { from, digest: base.digest }, newer };
  } catch (error) {
    if (error instanceof LayoutBroken || error instanceof BytesChanged)
      throw imageError("base-not-found", { base: from, reason: error.message.replace(/\.$/, "") }, error);
    throw error;
  }
}

/** A folder is named from the project on: the lock goes to other machines. */
function portable(from: string | undefined, variant: string, workspace: string): string {
  if (from === undefined) throw imageError("base-not-said", { variant, folder: baseFolder(variant) });
  const [, folder = "", image = ""] = /^oci:([^:]+)(:.+)?$/.exec(from) ?? [];
  if (!isAbsolute(folder)) return from;
  const inside = relative(workspace, folder);
  return inside.startsWith("..") ? from : `oci:${inside.replaceAll("\\", "/")}${image}`;
}

async function openBase(
  from: string,
  variant: string,
  { workspace, session }: BaseOptions,
): Promise<{ readonly source: ImageSource; readonly tag: string; readonly home?: RepositoryPlace }> {
  const [, path = "", name] = /^oci:([^:]+)(?::(.+))?$/.exec(from) ?? [];
  if (path === "") {
    const { sink, reference, place } = openRepository(from, session);
    return { source: sink, tag: reference, home: place };
  }
  const folder = isAbsolute(path) ? path : join(workspace, path);
  const images = await layoutImages(folder);
  const source = ociLayout(folder);
  if (name !== undefined) return { source, tag: name };
  if (images.some(({ annotations }) => annotations?.[refName] === variant)) return { source, tag: variant };
  const [only, second] = images;
  if (only === undefined || second !== undefined)
    throw new LayoutBroken(`"${path}" holds ${images.length} images: say which, as oci:${path}:NAME.`);
  return { source, tag: only.annotations?.[refName] ?? only.digest };
}
