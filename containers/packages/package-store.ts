import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stableJson } from "../../util/stable-json.ts";
import type { Platform } from "../oci/image-store.ts";
import type { Closure } from "./closure.ts";
import { derivedProject } from "./derived-lock.ts";
import { type Inspected, inspectPackages } from "./inspect-packages.ts";
import { type LaidFile, laidTree } from "./laid-tree.ts";
import { npmCi } from "./npm-ci.ts";
import type { PlacedPackage } from "./placement.ts";
import { sweep } from "./sweep.ts";
import { treeLayout } from "./tree-layout.ts";

/** Packages that lie ready on this machine. */
export interface LaidPackages {
  /** Holds `node_modules`. */
  readonly folder: string;
  readonly files: readonly LaidFile[];
  readonly inspected: readonly Inspected[];
}

/** npm fetches packages, or goes on with it. */
export interface FetchEvent {
  readonly platform: Platform;
  readonly numPackages: number;
  /** Since it began; 0 when it begins. */
  readonly seconds: number;
}

/** How often a person hears that npm is still at it. */
const tellEachSeconds = 10;

/** Names a closure as it lies in an image: every archive by its hash, and its place. */
export function closureHash(placed: readonly PlacedPackage[], platform: Platform): string {
  const archives = placed.map(({ path, package: { integrity } }) => [path, integrity]);
  return createHash("sha256")
    .update(stableJson([treeLayout, platform, archives]))
    .digest("hex");
}

/** What npm has laid for this project, in `.pipewright/cache/packages`, a folder per closure; the second time nobody is asked. */
export class PackageStore {
  private readonly workspace: string;
  private readonly fetching = new Map<string, Promise<LaidPackages>>();

  private readonly tell: (event: FetchEvent) => void;

  /** @param tell is told of what is fetched: the first time that may take minutes */
  constructor(workspace: string, tell: (event: FetchEvent) => void = () => {}) {
    this.workspace = workspace;
    this.tell = tell;
  }

  /**
   * @param settings the folder whose `.npmrc` counts
   * @throws NpmFailed
   */
  async lay(closure: Closure, placed: readonly PlacedPackage[], platform: Platform, settings: string): Promise<LaidPackages> {
    const folder = join(this.workspace, ".pipewright", "cache", "packages", closureHash(placed, platform).slice(0, 16));
    const running = this.fetching.get(folder);
    if (running !== undefined) return await running;
    const laying = read(folder, placed).then(
      async (known) =>
        known ?? (await this.told(placed.length, platform, () => fetch(folder, closure, placed, platform, settings))),
    );
    this.fetching.set(folder, laying);
    return await laying;
  }

  private async told<T>(numPackages: number, platform: Platform, work: () => Promise<T>): Promise<T> {
    let seconds = 0;
    const say = () => this.tell({ platform, numPackages, seconds });
    say();
    const timer = setInterval(() => {
      seconds += tellEachSeconds;
      say();
    }, tellEachSeconds * 1000);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }
}

interface Remembered {
  readonly files: readonly LaidFile[];
  readonly inspected: readonly Omit<Inspected, "placed">[];
}

const memory = "laid.json";

/** What was laid before, if every file is still there as it was. */
async function read(folder: string, placed: readonly PlacedPackage[]): Promise<LaidPackages | undefined> {
  try {
    const { files, inspected } = JSON.parse(await readFile(join(folder, memory), "utf8")) as Remembered;
    const sizes = await Promise.all(files.map(async ({ path }) => (await stat(join(folder, path))).size));
    if (files.some(({ bytes }, index) => bytes !== sizes[index])) return undefined;
    const now = new Date();
    await utimes(folder, now, now); // the sweep goes by it
    return { folder, files, inspected: inspected.map((one, index) => ({ placed: placed[index]!, ...one })) };
  } catch {
    return undefined;
  }
}

/** Lays them aside and moves them into place, so that nobody ever sees half of it. */
async function fetch(
  folder: string,
  closure: Closure,
  placed: readonly PlacedPackage[],
  platform: Platform,
  settings: string,
): Promise<LaidPackages> {
  const made = `${folder}.${randomUUID().slice(0, 8)}.tmp`;
  await mkdir(dirname(folder), { recursive: true });
  try {
    await npmCi(derivedProject(closure, placed), made, settings);
    const tree = await laidTree(made, platform);
    const { files } = tree;
    const inspected = await inspectPackages(made, placed, tree);
    const remembered: Remembered = { files, inspected: inspected.map(({ placed: _, ...rest }) => rest) };
    await writeFile(join(made, memory), JSON.stringify(remembered));
    await sweep(dirname(folder));
    return (await moveInto(made, folder, placed)) ?? { folder, files, inspected };
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/** @returns what another process has put there meanwhile, and is perhaps reading */
async function moveInto(made: string, folder: string, placed: readonly PlacedPackage[]): Promise<LaidPackages | undefined> {
  try {
    await rename(made, folder);
    return undefined;
  } catch (error) {
    // a folder in the way: Windows says so by EPERM
    if (!["ENOTEMPTY", "EEXIST", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
  const others = await read(folder, placed);
  if (others !== undefined) return others;
  await rm(folder, { recursive: true, force: true }); // a damaged one
  await rename(made, folder);
  return undefined;
}
