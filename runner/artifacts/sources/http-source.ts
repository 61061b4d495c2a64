import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { HTTPArtifact } from "../../../compiler/argo/model.generated.ts";
import { ArtifactError } from "../artifact-error.ts";
import type { ArtifactContext } from "../artifact-sources.ts";

/**
 * Downloads a file.
 * @throws ArtifactError when the server has none or refuses
 */
export async function fetchHttp(http: HTTPArtifact, to: string, context: ArtifactContext): Promise<void> {
  const response = await send(http, context, {});
  if (response.status === 404) throw new ArtifactError("404 Not Found", { notFound: true });
  if (!response.ok) throw new ArtifactError(`loading file from ${http.url} failed with reason: ${statusOf(response)}`);
  const body = response.body === null ? Readable.from([]) : Readable.fromWeb(response.body);
  await pipeline(body, createWriteStream(to), { signal: context.signal });
}

/** Uploads a file by PUT. */
export async function uploadHttp(http: HTTPArtifact, from: string, context: ArtifactContext): Promise<void> {
  const stats = await stat(from);
  if (!stats.isFile()) throw new ArtifactError("a folder can't be uploaded without an archive");
  const response = await send(http, context, {
    method: "PUT",
    body: Readable.toWeb(createReadStream(from)) as ReadableStream<Uint8Array>,
    headers: { "content-length": String(stats.size) },
    duplex: "half",
  });
  if (!response.ok) throw new ArtifactError(`saving file ${from} to ${http.url} failed with reason: ${statusOf(response)}`);
}

async function send({ url, headers, auth }: HTTPArtifact, context: ArtifactContext, init: RequestInit): Promise<Response> {
  if (auth?.oauth2 !== undefined || auth?.clientCert !== undefined)
    throw new ArtifactError(`"${url}" wants OAuth or a client certificate, which the runner does not offer`);
  const all = new Headers(init.headers);
  for (const { name, value } of headers ?? []) all.append(name, value);
  const { usernameSecret, passwordSecret } = auth?.basicAuth ?? {};
  if (usernameSecret !== undefined && passwordSecret !== undefined) {
    const login = `${context.secret(usernameSecret)}:${context.secret(passwordSecret)}`;
    all.set("authorization", `Basic ${Buffer.from(login).toString("base64")}`);
  }
  try {
    return await fetch(url, { ...init, headers: all, signal: context.signal });
  } catch (error) {
    const { message, cause } = error as Error;
    throw new ArtifactError(
      `${init.method ?? "GET"} "${url}": ${cause instanceof Error ? cause.message || String(cause) : message}`,
    );
  }
}

const statusOf = ({ status, statusText }: Response): string => `${status} ${statusText}`.trim();
