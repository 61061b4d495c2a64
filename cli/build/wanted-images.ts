import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundleMain } from "../../containers/build/bundle-store.ts";
import type { ImageFile } from "../../containers/build/content-hash.ts";
import type { ExternalPackage } from "../../containers/build/external-packages.ts";
import { type Program, programOf } from "../../containers/images/bundle-layers.ts";
import { type ImageName, lockKey } from "../../containers/images/locked-images.ts";
import type { BundledTask } from "../bundle-plan.ts";
import { imageNameOf } from "../images.ts";
import { version } from "../version.ts";

/** One image that a pipeline's steps run in: several steps may share it. */
export interface WantedImage {
  readonly name: ImageName;
  readonly bundle: string;
  readonly program: Program;
  readonly files: readonly ImageFile[];
  readonly externals: readonly ExternalPackage[];
  readonly labels: Readonly<Record<string, string>>;
  /** One of the steps, for messages. */
  readonly example: BundledTask;
}

/** The images of tasks, each once, sorted by name. */
export function wantedImages(tasks: readonly BundledTask[], workspace: string): readonly WantedImage[] {
  const outFolder = dirname(bundleMain(workspace, "c-0"));
  const source = sourceOf(workspace);
  const wanted = new Map<string, WantedImage>();
  for (const one of tasks) {
    const name = imageNameOf(one.task);
    const key = `${lockKey(name)} ${one.tag}`;
    if (wanted.has(key)) continue;
    wanted.set(key, {
      name,
      bundle: one.tag,
      program: programOf(one.bundle.content(), outFolder, workspace),
      files: one.files,
      externals: one.bundle.externals,
      labels: {
        "org.opencontainers.image.title": name.component,
        "org.opencontainers.image.version": one.tag,
        ...(source !== undefined && { "org.opencontainers.image.source": source }),
        "dev.pipewright.component": name.component,
        "dev.pipewright.bundle": one.tag,
        "dev.pipewright.version": version,
      },
      example: one,
    });
  }
  return [...wanted.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, image]) => image);
}

/** Where the project says that its source is, without a login that somebody left in it. */
function sourceOf(workspace: string): string | undefined {
  const { repository } = manifestOf(workspace);
  const text = typeof repository === "string" ? repository : repository?.url;
  return text
    ?.replace(/^git\+/, "")
    .replace(/\.git$/, "")
    .replace(/^(\w+:\/\/)[^/@]*@/, "$1");
}

function manifestOf(workspace: string): { readonly repository?: string | { readonly url?: string } } {
  try {
    return JSON.parse(readFileSync(join(workspace, "package.json"), "utf8"));
  } catch {
    return {};
  }
}
