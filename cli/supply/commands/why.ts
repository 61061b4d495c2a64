import { type ImagesLock, type LockedImage, parseLock } from "../../../containers/images/images-lock.ts";
import { type ChangedPart, changedParts } from "../../../containers/supply/compare-recipes.ts";
import { asImageProblems } from "../../as-image-problems.ts";
import { askGit } from "../../build/source-revision.ts";
import { type ExitCode, exitCode } from "../../exit-codes.ts";
import { parseVerb } from "../../parse-args.ts";
import { UsageError } from "../../usage-error.ts";
import { lockedProject, namedImages } from "../locked-project.ts";
import { todaysCode } from "../todays-code.ts";

/** Why an image is another than before. */
interface Reason {
  readonly image: string;
  /** Today's code against the lock; undefined where no pipeline was looked at. */
  readonly sinceBuilt: Comparison | undefined;
  /** The lock against that of git's HEAD; undefined where git knows none. */
  readonly sinceHead: Comparison | undefined;
}

interface Comparison {
  readonly before: string | undefined;
  readonly now: string | undefined;
  readonly changed: readonly ChangedPart[];
}

type Built = Pick<LockedImage, "recipe"> & { readonly tag: string | undefined };

/** `pipewright images why <component> [pipeline.ts]` */
export async function whyCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("images why", args, { profile: { type: "string" }, json: { type: "boolean" } });
  const [name, file, third] = paths;
  if (name === undefined || third !== undefined)
    throw new UsageError("pipewright images why wants a component, such as: pipewright images why train");
  const { workspace, lock } = await lockedProject();
  const today = await todaysCode(file, options.profile, lock);
  const wanted = today?.images.filter(({ key }) => key === name) ?? [];
  const built = wanted.length > 0 && lock.images[name] === undefined ? [] : namedImages(lock, [name]).map(({ image }) => image);
  const head = await headLock(workspace);
  const before = head?.images[name] ?? [];
  const reasons = pairs(wanted, built, before, today?.pipeline).map(([now, locked, old]) => ({
    image: name,
    sinceBuilt: now === undefined ? undefined : compared(locked, now),
    sinceHead: head === undefined ? undefined : compared(old, locked),
  }));
  process.stdout.write(options.json === true ? `${JSON.stringify(reasons, undefined, 2)}\n` : reasons.map(textOf).join(""));
  return exitCode.fine;
}

/** The lock of the last commit. @throws ProblemError `images-lock-broken` */
async function headLock(workspace: string): Promise<ImagesLock | undefined> {
  const text = await askGit(workspace, ["show", "HEAD:./images.lock.json"]);
  return text === undefined ? undefined : await asImageProblems(async () => parseLock(text));
}

type Pair = readonly [now: Built | undefined, locked: Built | undefined, old: Built | undefined];

/** A component with other files in another step is several images: they are told one after the other, in the order of their tags. */
function pairs(
  wanted: readonly Built[],
  built: readonly LockedImage[],
  before: readonly LockedImage[],
  pipeline: string | undefined,
): readonly Pair[] {
  const own = (list: readonly LockedImage[]) =>
    pipeline === undefined ? list : list.filter(({ pipelines }) => pipelines.includes(pipeline));
  const [locked, old] = [own(built), own(before)];
  const count = Math.max(wanted.length, locked.length, old.length);
  return Array.from({ length: count }, (_, at) => [wanted[at], locked[at], old[at]] as const);
}

const compared = (before: Built | undefined, now: Built | undefined): Comparison => ({
  before: before?.tag,
  now: now?.tag,
  changed: before === undefined || now === undefined ? [] : changedParts(before.recipe, now.recipe),
});

function textOf({ image, sinceBuilt, sinceHead }: Reason): string {
  const today = sinceBuilt && comparisonText(sinceBuilt, "today's code", "images.lock.json");
  const head = sinceHead && comparisonText(sinceHead, "images.lock.json", "git's HEAD");
  return `${image}\n${today ?? ""}${head ?? "  git knows no images.lock.json at HEAD\n"}`;
}

function comparisonText({ before, now, changed }: Comparison, newer: string, older: string): string {
  if (before === undefined) return `  ${older} has no such image${now === undefined ? "" : `; ${newer} makes it ${now}`}\n`;
  if (now === undefined) return `  ${newer} has no such image any more; ${older} has ${before}\n`;
  if (changed.length === 0) return `  ${newer} is what ${older} has: ${before}\n`;
  const lines = changed.map(
    ({ part, about, before: old, now: value }) =>
      `    ${part}${about === "" ? "" : `, ${about}`}\n      was ${old ?? "absent"}\n      is  ${value ?? "absent"}\n`,
  );
  return `  ${newer} differs from ${older}:\n${lines.join("")}`;
}
