import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createWriteStream, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Architecture } from "./base.ts";

/** Where the base for tests has Node: where distroless' images have it. */
export const nodePath = "/nodejs/bin/node";

interface Layer {
  readonly digest: string;
  readonly size: number;
  /** Digest of the archive before gzip. */
  readonly diffId: string;
}

export interface HandMadeImage {
  readonly architecture: Architecture;
  readonly layers: readonly Layer[];
}

/** Packs a folder as a layer by GNU tar, and puts it among the blobs of a layout. */
export async function layerOf(root: string, layout: string): Promise<Layer> {
  const sorted = ["--sort=name", "--format=gnu", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
  const tar = spawn("tar", [...sorted, "-C", root, "-cf", "-", "."], { stdio: ["ignore", "pipe", "inherit"] });
  const file = `${root}.tar.gz`;
  const plain = createHash("sha256");
  const packed = createHash("sha256");
  const ended = new Promise<number | null>((done) => tar.once("close", done));
  await pipeline(tar.stdout, tapped(plain), createGzip({ level: 1 }), tapped(packed), createWriteStream(file));
  if ((await ended) !== 0) throw new Error("tar failed");
  const digest = packed.digest("hex");
  const { size } = statSync(file);
  renameSync(file, join(layout, "blobs/sha256", digest));
  return { digest: `sha256:${digest}`, size, diffId: `sha256:${plain.digest("hex")}` };
}

const tapped = (hash: ReturnType<typeof createHash>) =>
  async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };

/** Writes configs, manifests, their index, and the layout's own index, which names that one by a tag. */
export function writeLayout(layout: string, tag: string, images: readonly HandMadeImage[]): void {
  const put = (mediaType: string, value: unknown) => {
    const bytes = Buffer.from(JSON.stringify(value));
    const digest = createHash("sha256").update(bytes).digest("hex");
    writeFileSync(join(layout, "blobs/sha256", digest), bytes);
    return { mediaType, digest: `sha256:${digest}`, size: bytes.length };
  };
  const imageOf = ({ architecture, layers }: HandMadeImage) => {
    const config = put("application/vnd.oci.image.config.v1+json", configOf(architecture, layers));
    const manifest = {
      schemaVersion: 2,
      mediaType: manifestType,
      config,
      layers: layers.map(({ digest, size }) => ({ mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", digest, size })),
    };
    const variant = architecture === "arm64" ? { variant: "v8" } : {};
    return { ...put(manifestType, manifest), platform: { architecture, os: "linux", ...variant } };
  };
  const index = put(indexType, { schemaVersion: 2, mediaType: indexType, manifests: images.map(imageOf) });
  const manifests = [{ ...index, annotations: { "org.opencontainers.image.ref.name": tag } }];
  writeFileSync(join(layout, "index.json"), JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests }));
  writeFileSync(join(layout, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
}

const manifestType = "application/vnd.oci.image.manifest.v1+json";
const indexType = "application/vnd.oci.image.index.v1+json";

const configOf = (architecture: Architecture, layers: readonly Layer[]) => ({
  created: "1970-01-01T00:00:00Z",
  architecture,
  os: "linux",
  config: {
    User: "65532",
    Env: [
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt",
    ],
    Entrypoint: [nodePath],
    WorkingDir: "/home/nonroot",
  },
  rootfs: { type: "layers", diff_ids: layers.map(({ diffId }) => diffId) },
  history: layers.map(() => ({ created: "1970-01-01T00:00:00Z", created_by: "test/images/helpers" })),
});
