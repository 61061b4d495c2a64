import { type Diagnostic, isError } from "../../compiler/diagnostics/diagnostic.ts";
import { baseNamed } from "../../containers/bases/bases.ts";
import { ImageError } from "../../containers/images/image-error.ts";
import type { Platform } from "../../containers/oci/image-store.ts";
import { type FetchEvent, PackageStore } from "../../containers/packages/package-store.ts";
import { type ImagePackages, type PlannedPackages, planPackages } from "../../containers/packages/packages-for.ts";
import { platformsOf } from "./bases.ts";
import type { WantedImage } from "./wanted-images.ts";

/** The packages of one image, platform by platform. */
export interface PackagesOfImage {
  /** What is laid, by the lock file alone; platforms without any are absent. */
  readonly hashes: Readonly<Partial<Record<Platform, string>>>;
  /** Has them fetched unless they lie here. @throws ImageError */
  readonly lay: (platform: Platform) => Promise<ImagePackages>;
}

/**
 * The packages of all images of a build. What an image will have is known by the lock file; an archive is fetched for an image that is packed, so that a machine
 * on which nothing is to be built fetches nothing.
 */
export class BuildPackages {
  readonly #workspace: string;
  readonly #platforms: readonly Platform[];
  readonly #store: PackageStore;
  readonly #asked = new Map<string, Promise<PlannedPackages>>();
  readonly #warnings = new Map<string, Diagnostic>();

  constructor(workspace: string, platforms: readonly Platform[], tell?: (event: FetchEvent) => void) {
    this.#workspace = workspace;
    this.#platforms = platforms;
    this.#store = new PackageStore(workspace, tell);
  }

  /** What was found out on the way, each once. */
  get warnings(): readonly Diagnostic[] {
    return [...this.#warnings.values()];
  }

  /** @throws ImageError for what the lock file alone tells */
  async of({ name, externals }: Pick<WantedImage, "name" | "externals">): Promise<PackagesOfImage> {
    const planned = await Promise.all(
      platformsOf(name.variant, this.#platforms).map(async (platform) => {
        return [platform, await this.#planned(externals, name.variant, platform)] as const;
      }),
    );
    this.#judge(planned.flatMap(([, { problems }]) => problems));
    const byPlatform = new Map(planned);
    return {
      hashes: Object.fromEntries(planned.flatMap(([platform, { count, hash }]) => (count === 0 ? [] : [[platform, hash]]))),
      lay: async (platform) => {
        const laid = await byPlatform.get(platform)!.lay();
        this.#judge(laid.problems);
        return laid;
      },
    };
  }

  /** Equal ones are looked up once, and laid once. */
  async #planned(externals: WantedImage["externals"], variant: string, platform: Platform): Promise<PlannedPackages> {
    const key = JSON.stringify([externals, variant, platform]);
    const provided = baseNamed(variant)?.packages ?? {};
    const options = { workspace: this.#workspace, platform, store: this.#store, provided };
    const asking = this.#asked.get(key) ?? planPackages(externals, options).then(laidOnce);
    this.#asked.set(key, asking);
    return await asking;
  }

  #judge(problems: readonly Diagnostic[]): void {
    const errors = problems.filter(isError);
    for (const one of problems) if (!isError(one)) this.#warnings.set(`${one.code} ${one.message}`, one);
    if (errors.length > 0) throw new ImageError(errors);
  }
}

function laidOnce(planned: PlannedPackages): PlannedPackages {
  let laid: Promise<ImagePackages> | undefined;
  return { ...planned, lay: () => (laid ??= planned.lay()) };
}
