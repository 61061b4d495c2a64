import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { BuiltImage } from "../../containers/images/build-image.ts";
import { imageError } from "../../containers/images/image-error.ts";
import { dockerArchive } from "../../containers/oci/docker-archive.ts";
import { ociLayout } from "../../containers/oci/oci-layout.ts";
import { readImages } from "../../containers/oci/read-image.ts";
import { type Engine, engineEnv, findEngine, runEngine } from "../../runner/pods/container/engine.ts";

const failed = (engine: string, stderr: string) => {
  const lines = stderr.trim().split("\n");
  const reason = (lines.at(-1) ?? "").replace(/^Error: /, "").replace(/\.$/, "") || "it said nothing";
  const help = "Does podman or docker run on this machine? --oci DIR writes a folder for other tools.";
  return imageError("image-engine-failed", { engine, reason, help });
};

/**
 * Hands images of an OCI layout to podman or docker, those that it does not have.
 * @param folder the layout, in which an image is called as in the manifest
 * @throws ImageError `image-engine-failed`
 */
export async function loadIntoEngine(folder: string, registry: string, images: readonly BuiltImage[]): Promise<void> {
  const engine = await findEngine();
  if ("why" in engine) throw failed("No engine", engine.why);
  const named = images.map(({ name, image }) => ({
    repository: `${registry}/${name.component}`,
    tag: image.tag,
    digest: image.digest,
  }));
  if (!engine.isPodman) return await loadIntoDocker(folder, named, engine);
  const plain = await plainPath(folder);
  try {
    for (const image of named) await loadIntoPodman(plain, image, engine);
  } finally {
    await rm(plain, { force: true });
  }
}

/** A link to a folder. Podman makes a name of the path that it is given, and refuses what could not be one, such as ".pipewright". */
async function plainPath(folder: string): Promise<string> {
  const temporary = /^(\/[a-z0-9]+)+$/.test(tmpdir()) ? tmpdir() : "/tmp";
  const link = join(temporary, `pipewright-${randomBytes(8).toString("hex")}`);
  await symlink(resolve(folder), link);
  return link;
}

interface NamedImage {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** Podman keeps the manifest as it is, so that the image is found by its digest too. */
async function loadIntoPodman(folder: string, { repository, tag, digest }: NamedImage, { program }: Engine): Promise<void> {
  const name = `${repository}:${tag}`;
  const there = await Promise.all(
    [name, `${repository}@${digest}`].map(async (one) => await runEngine(program, ["image", "exists", one])),
  );
  if (there.every(({ code }) => code === 0)) return;
  const { code, stdout, stderr } = await runEngine(program, ["pull", "--quiet", `oci:${folder}:${name}`]);
  if (code !== 0) throw failed(program, stderr);
  const id = stdout.toString().trim();
  const tagged = await runEngine(program, ["tag", id, name]);
  if (tagged.code !== 0) throw failed(program, tagged.stderr);
  // what comes from a folder is called after the folder as well, which says nothing
  const names = await runEngine(program, ["image", "inspect", "--format", "{{range .RepoTags}}{{.}}\n{{end}}", id]);
  const other = names.stdout
    .toString()
    .split("\n")
    .filter((one) => one.startsWith(`localhost${folder}:`));
  if (other.length > 0) await runEngine(program, ["untag", id, ...other]);
}

const architectures: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

async function loadIntoDocker(folder: string, images: readonly NamedImage[], { program }: Engine): Promise<void> {
  const missing: NamedImage[] = [];
  for (const image of images) {
    const { code } = await runEngine(program, ["image", "inspect", `${image.repository}:${image.tag}`]);
    if (code !== 0) missing.push(image);
  }
  if (missing.length === 0) return;
  const source = ociLayout(folder);
  const platform = `linux/${architectures[process.arch] ?? process.arch}`;
  const archived = await Promise.all(
    missing.map(async ({ repository, tag, digest }) => {
      const all = await readImages(source, (await source.manifest(digest))!);
      const image = all.find((one) => one.platform === platform);
      if (image === undefined) throw failed(program, `the images are for ${all.map((one) => one.platform).join(", ")} alone`);
      return { name: `${repository}:${tag}`, image, source };
    }),
  );
  const child = spawn(program, ["load", "--quiet"], { stdio: ["pipe", "ignore", "pipe"], env: engineEnv() });
  let said = "";
  child.stderr.on("data", (part: Buffer) => (said = (said + part.toString()).slice(-4_000)));
  const ended = new Promise<number | null>((done, fail) => {
    child.once("error", fail);
    child.once("close", done);
  });
  const [code] = await Promise.all([
    ended,
    pipeline(dockerArchive(archived), child.stdin).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error; // it has ended, and says why
    }),
  ]);
  if (code !== 0) throw failed(program, said);
}
