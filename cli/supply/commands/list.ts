import { bytesWords } from "../../../util/bytes-words.ts";
import type { TodaysImages } from "../../build/todays-images.ts";
import { type ExitCode, exitCode } from "../../exit-codes.ts";
import { oneFile, parseVerb } from "../../parse-args.ts";
import { table } from "../../record/table.ts";
import { terminalFor } from "../../terminal.ts";
import { type LockedProject, lockedProject, namedImages } from "../locked-project.ts";
import { todaysCode } from "../todays-code.ts";

/** An image of the lock, or one that is not built yet. */
interface ListedImage {
  readonly image: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  readonly platforms: readonly { readonly platform: string; readonly digest: string; readonly bytes: number }[];
  readonly pipelines: readonly string[];
  /** Whether it is what today's code of its pipeline makes; undefined where nobody looked. */
  readonly isTodays: boolean | undefined;
}

/** `pipewright images list [pipeline.ts]` */
export async function listCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("images list", args, { profile: { type: "string" }, json: { type: "boolean" } });
  const file = paths.length === 0 ? undefined : oneFile("images list", paths);
  const project = await lockedProject();
  const today = await todaysCode(file, options.profile, project.lock);
  const images = listedImages(project, today);
  process.stdout.write(
    options.json === true ? `${JSON.stringify({ registry: project.lock.registry, images }, undefined, 2)}\n` : textOf(images),
  );
  return exitCode.fine;
}

function listedImages({ lock }: LockedProject, today: TodaysImages | undefined): readonly ListedImage[] {
  const tags = new Map<string, Set<string | undefined>>();
  for (const { key, tag } of today?.images ?? []) tags.set(key, (tags.get(key) ?? new Set()).add(tag));
  const built = namedImages(lock, []).map(({ key, image: { tag, digest, platforms, pipelines } }) => ({
    image: key,
    tag,
    digest,
    platforms: Object.entries(platforms).map(([platform, one]) => ({ platform, ...one })),
    pipelines,
    isTodays: today !== undefined && pipelines.includes(today.pipeline) ? tags.get(key)?.has(tag) === true : undefined,
  }));
  const unbuilt = (today?.images ?? [])
    .filter(({ key, tag }) => !built.some((one) => one.image === key && one.tag === tag))
    .map(({ key, tag }) => ({ image: key, tag, digest: undefined, platforms: [], pipelines: [today!.pipeline], isTodays: true }));
  return [...built, ...unbuilt].sort((left, right) => (left.image < right.image ? -1 : left.image > right.image ? 1 : 0));
}

function textOf(images: readonly ListedImage[]): string {
  const rows = images.flatMap(({ image, digest, platforms, pipelines, isTodays }) =>
    (digest === undefined ? [{ platform: "", digest: "not built yet", bytes: undefined }] : platforms).map((one) => [
      image,
      one.platform,
      one.bytes === undefined ? "" : bytesWords(one.bytes),
      one.digest.slice(0, 19),
      isTodays === undefined ? "" : isTodays ? "today's" : "older",
      pipelines.join(", "),
    ]),
  );
  return table(["image", "platform", "size", "digest", "code", "pipelines"], rows, terminalFor(process.stdout));
}
