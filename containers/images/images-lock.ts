import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "../../util/write-whole.ts";
import { isDigest } from "../oci/digest.ts";
import type { Platform } from "../oci/image-store.ts";
import { withLockFile } from "../oci/with-lock-file.ts";
import { imageError } from "./image-error.ts";
import type { RecipeParts } from "./recipe.ts";

/** What the project's images are, by digest: what `compile` names and what `build` need not build again. Lies in the project and in its git. */
export interface ImagesLock {
  readonly format: 1;
  /** Where images are: `ghcr.io/me/taxi`. */
  readonly registry: string;
  /** What images are built for. */
  readonly platforms: readonly Platform[];
  /** What images are laid upon, by the name that variants know: `cpu`. */
  readonly bases: Readonly<Record<string, LockedBase>>;
  /** By component, a variant behind a "+": `train+gpu-cuda`. A component with other files in another step is another image. */
  readonly images: Readonly<Record<string, readonly LockedImage[]>>;
  /** Images of other people, by the name that steps give them: their digests. */
  readonly foreign: Readonly<Record<string, string>>;
  /** Which of them each pipeline names: what none names any more goes. */
  readonly foreignOf?: Readonly<Record<string, readonly string[]>>;
  /** Where bases and foreign images were copied to, by the name that they had: `ghcr.io/me/mirror/…:tag@sha256:…`. */
  readonly mirrors?: Readonly<Record<string, string>>;
}

export interface LockedBase {
  /** As a person said it; a folder is relative to the project. */
  readonly from: string;
  readonly digest: string;
}

export interface LockedImage {
  readonly tag: string;
  /** Of the index of all platforms. */
  readonly digest: string;
  /** What a node of the cluster pulls, compressed. */
  readonly platforms: Readonly<Partial<Record<Platform, { readonly digest: string; readonly bytes: number }>>>;
  /** What made it, part by part. */
  readonly recipe: RecipeParts;
  /** Names of the pipelines whose steps it runs, sorted. */
  readonly pipelines: readonly string[];
}

const lockFile = "images.lock.json";

/** Where a project's lock lies. */
const lockPath = (workspace: string): string => join(workspace, lockFile);

/** The project's lock; undefined before the first build. @throws ImageError `images-lock-broken` */
export async function readLock(workspace: string): Promise<ImagesLock | undefined> {
  const file = lockPath(workspace);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw imageError("images-lock-broken", { file: lockFile, reason: error.message }, error);
  });
  return text === undefined ? undefined : parseLock(text);
}

/** Reads the text of a lock; line ends of Windows are fine. @throws ImageError `images-lock-broken` */
export function parseLock(text: string): ImagesLock {
  const broken = (reason: string) => imageError("images-lock-broken", { file: lockFile, reason });
  if (/^(<{7}|={7}|>{7})/m.test(text)) throw broken("it holds the marks of a merge that was not finished");
  const lock = parsed(text.replace(/^\uFEFF/, ""));
  if (lock === undefined) throw broken("it is no JSON");
  if (lock.format !== 1) throw broken(`its format is ${JSON.stringify(lock.format)}, and this Pipewright knows 1`);
  const wrong = wrongPart(lock);
  if (wrong !== undefined) throw broken(wrong);
  return { ...lock, foreign: lock.foreign ?? {} } as ImagesLock;
}

function parsed(text: string): Partial<ImagesLock> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function wrongPart({ registry, platforms, bases, images, foreign, foreignOf, mirrors }: Partial<ImagesLock>): string | undefined {
  if (typeof registry !== "string") return '"registry" is no text';
  if (!Array.isArray(platforms)) return '"platforms" is no list';
  if (typeof bases !== "object" || typeof images !== "object") return '"bases" or "images" is missing';
  const base = Object.entries(bases).find(([, one]) => !isDigest(String(one?.digest)) || typeof one.from !== "string");
  if (base !== undefined) return `base "${base[0]}" has no digest`;
  const image = Object.entries(images).find(([, list]) => !Array.isArray(list) || !list.every(isWhole));
  if (image !== undefined) return `image "${image[0]}" has no tag or no digest`;
  const other = Object.entries(foreign ?? {}).find(([, digest]) => !isDigest(digest));
  if (other !== undefined) return `image "${other[0]}" has no digest`;
  const names = Object.entries(foreignOf ?? {}).find(([, list]) => !Array.isArray(list));
  if (names !== undefined) return `what pipeline "${names[0]}" has of other people's images is no list`;
  const mirror = Object.entries(mirrors ?? {}).find(([, to]) => !isDigest(/@(.+)$/.exec(String(to))?.[1] ?? ""));
  return mirror === undefined ? undefined : `the mirror of image "${mirror[0]}" has no digest`;
}

const isWhole = (image: Partial<LockedImage> | undefined): boolean =>
  /^c-[0-9a-f]{16}-[0-9a-f]{16}$/.test(String(image?.tag)) &&
  isDigest(String(image?.digest)) &&
  typeof image?.platforms === "object" &&
  Array.isArray(image.pipelines);

/** Changes the lock, while nobody else does. It is written whole or not at all, and only when it says something else. */
export async function updateLock(workspace: string, change: (lock: ImagesLock | undefined) => ImagesLock): Promise<ImagesLock> {
  const folder = join(workspace, ".pipewright", "cache");
  await mkdir(folder, { recursive: true });
  return await withLockFile(join(folder, "images-lock.pid"), async () => {
    const before = await readLock(workspace);
    const after = change(before);
    const text = printLock(after);
    if (before === undefined || printLock(before) !== text) writeWhole(lockPath(workspace), text);
    return after;
  });
}

/** The text of a lock: sorted, so that equal locks are equal texts and a merge has little to say. */
export function printLock(lock: ImagesLock): string {
  const { format, registry, platforms, bases, images, foreign, foreignOf = {}, mirrors = {} } = lock;
  const sortedImages = Object.fromEntries(
    Object.entries(images)
      .filter(([, list]) => list.length > 0)
      .map(([key, list]) => [key, [...list].sort((left, right) => (left.tag < right.tag ? -1 : 1)).map(orderedImage)]),
  );
  const text = JSON.stringify(
    {
      format,
      registry,
      platforms: [...platforms].sort(),
      bases: sorted(bases),
      images: sorted(sortedImages),
      foreign: sorted(foreign),
      ...(Object.keys(foreignOf).length > 0 && { foreignOf: sorted(foreignOf) }),
      ...(Object.keys(mirrors).length > 0 && { mirrors: sorted(mirrors) }),
    },
    undefined,
    1,
  );
  return `${text}\n`;
}

const orderedImage = ({ tag, digest, platforms, recipe, pipelines }: LockedImage): LockedImage => ({
  tag,
  digest,
  platforms: sorted(platforms),
  recipe: sorted(recipe),
  pipelines: [...pipelines].sort(),
});

const sorted = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1))) as T;
