import type { ImagesLock, LockedImage } from "./images-lock.ts";

/** A component's image, and its variant for steps that ask for a GPU. */
export interface ImageName {
  readonly component: string;
  /** The base that it is laid upon: `cpu`, `gpu-cuda`. */
  readonly variant: string;
}

/** The variant of steps that ask for nothing. */
export const plainVariant = "cpu";

/** What an image is called in the lock: `train`, `train+gpu-cuda`. */
export const lockKey = ({ component, variant }: ImageName): string =>
  variant === plainVariant ? component : `${component}+${variant}`;

/** The image of a bundle; of several around the same code the one of this pipeline, or else the last by its tag. */
export function lockedImage(
  lock: ImagesLock | undefined,
  name: ImageName,
  bundle: string,
  pipeline: string,
): LockedImage | undefined {
  const found = (lock?.images[lockKey(name)] ?? []).filter(({ tag }) => tag.startsWith(`${bundle}-`));
  return found.find(({ pipelines }) => pipelines.includes(pipeline)) ?? found.at(-1);
}

/** Somebody else's image by its digest, and by its mirror where that has this digest. */
export function pinnedName(image: string, lock: ImagesLock | undefined): string {
  const digest = lock?.foreign[image];
  if (digest === undefined) return image;
  const mirror = lock?.mirrors?.[image];
  return mirror?.endsWith(`@${digest}`) === true ? mirror : `${image}@${digest}`;
}

/**
 * A lock with the images of a pipeline as they are now: what only this pipeline had before goes.
 * @param failed images that could not be built now: the lock goes on saying what it said of them
 */
export function withPipeline(
  lock: ImagesLock,
  pipeline: string,
  built: readonly { readonly name: ImageName; readonly image: Omit<LockedImage, "pipelines"> }[],
  failed: readonly ImageName[] = [],
): ImagesLock {
  const images = new Map<string, LockedImage[]>();
  const kept = new Set(failed.map(lockKey));
  for (const [key, list] of Object.entries(lock.images)) {
    if (kept.has(key)) {
      images.set(key, [...list]);
      continue;
    }
    const others = list.map((image) => ({ ...image, pipelines: image.pipelines.filter((name) => name !== pipeline) }));
    images.set(
      key,
      others.filter(({ pipelines }) => pipelines.length > 0),
    );
  }
  for (const { name, image } of built) {
    const list = images.get(lockKey(name)) ?? [];
    const same = list.find(({ tag }) => tag === image.tag);
    const pipelines = [...new Set([...(same?.pipelines ?? []), pipeline])];
    images.set(lockKey(name), [...list.filter((one) => one !== same), { ...image, pipelines }]);
  }
  return { ...lock, images: Object.fromEntries(images) };
}

/** A lock with the foreign images that a pipeline names now: what only this pipeline named before goes, and where it was copied to. */
export function withForeign(
  lock: ImagesLock,
  pipeline: string,
  names: readonly string[],
  digests: Readonly<Record<string, string>>,
): ImagesLock {
  const { [pipeline]: before = [], ...others } = lock.foreignOf ?? {};
  const foreignOf = names.length === 0 ? others : { ...others, [pipeline]: [...names].sort() };
  const named = new Set(Object.values(foreignOf).flat());
  const gone = new Set(before.filter((name) => !named.has(name)));
  const without = <T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !gone.has(name)));
  return {
    ...lock,
    foreign: without({ ...lock.foreign, ...digests }),
    foreignOf,
    ...(lock.mirrors !== undefined && { mirrors: without(lock.mirrors) }),
  };
}
