import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import type { HTTPArtifact } from "../../../compiler/argo/model.generated.ts";
import { ArtifactError } from "../artifact-error.ts";
import type { ArtifactContext } from "../artifact-sources.ts";
import { getFollowing, httpRequest } from "./http-request.ts";

/**
 * Downloads a file.
 * @throws ArtifactError when the server has none or refuses
 */
export async function fetchHttp(http: HTTPArtifact, to: string, context: ArtifactContext): Promise<void> {
  const { url } = http;
  const response = await getFollowing({ method: "GET", url, headers: headersOf(http, context), signal: context.signal });
  if (!isFine(response)) response.resume();
  if (response.statusCode === 404) throw new ArtifactError("404 Not Found", { notFound: true });
  if (!isFine(response)) throw new ArtifactError(`loading file from ${url} failed with reason: ${statusOf(response)}`);
  await pipeline(response, createWriteStream(to), { signal: context.signal });
}

/** Uploads a file by PUT. */
export async function uploadHttp(http: HTTPArtifact, from: string, context: ArtifactContext): Promise<void> {
  const stats = await stat(from);
  if (!stats.isFile()) throw new ArtifactError("a folder can't be uploaded without an archive");
  const headers = { ...headersOf(http, context), "content-length": String(stats.size) };
  const request = { method: "PUT", url: http.url, headers, body: createReadStream(from), signal: context.signal };
  const response = await httpRequest(request);
  response.resume();
  if (!isFine(response)) throw new ArtifactError(`saving file ${from} to ${http.url} failed with reason: ${statusOf(response)}`);
}

function headersOf({ url, headers, auth }: HTTPArtifact, context: ArtifactContext): Readonly<Record<string, string[]>> {
  if (auth?.oauth2 !== undefined || auth?.clientCert !== undefined)
    throw new ArtifactError(`"${url}" wants OAuth or a client certificate, which the runner does not offer`);
  const all: Record<string, string[]> = {};
  for (const { name, value } of headers ?? []) all[name] = [...(all[name] ?? []), value];
  const { usernameSecret, passwordSecret } = auth?.basicAuth ?? {};
  if (usernameSecret !== undefined && passwordSecret !== undefined) {
    const login = `${context.secret(usernameSecret)}:${context.secret(passwordSecret)}`;
    all.authorization = [`Basic ${Buffer.from(login).toString("base64")}`];
  }
  return all;
}

const isFine = ({ statusCode = 0 }: IncomingMessage): boolean => statusCode >= 200 && statusCode < 300;
const statusOf = ({ statusCode, statusMessage }: IncomingMessage): string => `${statusCode} ${statusMessage ?? ""}`.trim();
