import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ArtifactError } from "../artifact-error.ts";
import type { S3Location } from "../artifact-place.ts";
import type { ArtifactContext } from "../artifact-sources.ts";
import { walkTree } from "../walk-tree.ts";
import { S3Client, valuesOf } from "./s3-client.ts";

/** Larger files go up in parts; a part of this size allows 640 GiB. */
const partBytes = 64 * 2 ** 20;

/**
 * Downloads an object, or all objects below a key as a folder.
 * @throws ArtifactError when there is neither
 */
export async function fetchS3(s3: S3Location, to: string, context: ArtifactContext): Promise<void> {
  const client = new S3Client(s3, context);
  try {
    return await download(client, s3.key, to, context);
  } catch (error) {
    if (!(error instanceof ArtifactError && error.notFound)) throw error;
    const prefix = `${s3.key.replace(/\/+$/, "")}/`;
    const below = (await client.list(prefix)).filter((key) => !key.endsWith("/"));
    if (below.length === 0) throw error;
    for (const key of below) await download(client, key, join(to, safeName(key.slice(prefix.length))), context);
  }
}

/** Uploads a file, or all files of a folder below a key. */
export async function uploadS3(s3: S3Location, from: string, context: ArtifactContext): Promise<void> {
  const client = new S3Client(s3, context);
  const isFolder = (await stat(from)).isDirectory();
  for await (const { name, path, stats } of walkTree(from)) {
    if (!stats.isFile()) continue;
    const key = isFolder ? `${s3.key.replace(/\/+$/, "")}/${name}` : s3.key;
    if (stats.size > partBytes) await uploadParts(client, key, path, stats.size);
    else await client.ask({ method: "PUT", key, body: createReadStream(path), bytes: stats.size });
  }
}

/** The keys below a prefix; without one, all keys of the bucket. */
export function listS3(s3: S3Location, context: ArtifactContext): Promise<readonly string[]> {
  const prefix = s3.key.replace(/\/+$/, "");
  return new S3Client(s3, context).list(prefix === "" ? "" : `${prefix}/`);
}

/** The part of a key below its prefix, as a path in a folder. */
function safeName(name: string): string {
  if (name.split("/").includes("..") || name.includes("\0")) throw new ArtifactError(`the key "${name}" leads out of its folder`);
  return name;
}

async function download(client: S3Client, key: string, to: string, { signal }: ArtifactContext): Promise<void> {
  const response = await client.send({ key });
  await mkdir(dirname(to), { recursive: true });
  await pipeline(response, createWriteStream(to, { mode: 0o600 }), { signal });
}

async function uploadParts(client: S3Client, key: string, path: string, size: number): Promise<void> {
  const begun = await client.ask({ method: "POST", key, query: { uploads: "" }, body: "" });
  const [uploadId = ""] = valuesOf(begun.text, "UploadId");
  const file = await open(path);
  try {
    const tags: string[] = [];
    for (let start = 0; start < size; start += partBytes) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(partBytes, size - start)), { position: start });
      const query = { partNumber: String(tags.length + 1), uploadId };
      const body = buffer.subarray(0, bytesRead);
      tags.push((await client.ask({ method: "PUT", key, query, body, bytes: bytesRead })).etag);
    }
    const parts = tags.map((tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag}</ETag></Part>`);
    const body = `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`;
    const { text } = await client.ask({ method: "POST", key, query: { uploadId }, body });
    if (text.includes("<Error>")) throw new ArtifactError(valuesOf(text, "Message")[0] ?? "the upload was not completed");
  } catch (error) {
    await client.ask({ method: "DELETE", key, query: { uploadId } }).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}
