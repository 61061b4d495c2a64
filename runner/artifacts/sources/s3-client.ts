import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { AwsV4Signer } from "aws4fetch";
import { ArtifactError } from "../artifact-error.ts";
import type { S3Location } from "../artifact-place.ts";
import type { ArtifactContext } from "../artifact-sources.ts";
import { httpRequest, textOf } from "./http-request.ts";

export interface S3Request {
  readonly method?: string;
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
  readonly bytes?: number;
}

/** A bucket of an S3-compatible server, by signed requests. */
export class S3Client {
  readonly #base: URL;
  readonly #login: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
  readonly #region: string;
  readonly #signal: AbortSignal;

  constructor(s3: S3Location, { secret, env, signal }: ArtifactContext) {
    const { accessKeySecret, secretKeySecret, sessionTokenSecret } = s3;
    if (s3.roleARN) throw new ArtifactError("it wants a role of AWS (roleARN), which can't be had from here; give keys instead");
    const given = accessKeySecret !== undefined && secretKeySecret !== undefined;
    const [accessKeyId = "", secretAccessKey = "", sessionToken] = given
      ? [secret(accessKeySecret), secret(secretKeySecret), sessionTokenSecret && secret(sessionTokenSecret)]
      : [env.AWS_ACCESS_KEY_ID, env.AWS_SECRET_ACCESS_KEY, env.AWS_SESSION_TOKEN];
    if (accessKeyId === "" || secretAccessKey === "")
      throw new ArtifactError(`"${s3.endpoint}" wants keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`);
    this.#login = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
    this.#region = s3.region || env.AWS_REGION || env.AWS_DEFAULT_REGION || "us-east-1";
    this.#signal = signal;
    const scheme = s3.insecure === true ? "http" : "https";
    const virtual = s3.addressingStyle === "virtual-hosted";
    this.#base = new URL(virtual ? `${scheme}://${s3.bucket}.${s3.endpoint}/` : `${scheme}://${s3.endpoint}/${s3.bucket}/`);
  }

  /**
   * A request whose answer is fine.
   * @throws ArtifactError with the server's words
   */
  async send({ method = "GET", key = "", query = {}, body, bytes }: S3Request): Promise<IncomingMessage> {
    const url = new URL(key.split("/").map(encodeURIComponent).join("/"), this.#base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const length = bytes ?? (typeof body === "string" ? Buffer.byteLength(body) : undefined);
    const headers = { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
    const signer = new AwsV4Signer({ ...this.#login, method, url: url.href, headers, service: "s3", region: this.#region });
    const signed = await signer.sign();
    const response = await httpRequest({
      method,
      url: signed.url.href,
      headers: { ...Object.fromEntries(signed.headers), ...(length !== undefined && { "content-length": String(length) }) },
      signal: this.#signal,
      ...(body !== undefined && { body }),
    });
    const { statusCode = 0 } = response;
    if (statusCode < 200 || statusCode >= 300) throw problemOf(statusCode, await textOf(response));
    return response;
  }

  /** The same for what answers in XML, or not at all. */
  async ask(request: S3Request): Promise<{ readonly text: string; readonly etag: string }> {
    const response = await this.send(request);
    return { text: await textOf(response), etag: response.headers.etag ?? "" };
  }

  /** All keys that begin with a prefix. */
  async list(prefix: string): Promise<readonly string[]> {
    const keys: string[] = [];
    for (let token: string | undefined = ""; token !== undefined; ) {
      const page: Record<string, string> = { "list-type": "2", prefix, "encoding-type": "url" };
      if (token !== "") page["continuation-token"] = token;
      const { text } = await this.ask({ query: page });
      const isEncoded = valuesOf(text, "EncodingType")[0] === "url"; // not every server does as it is asked
      keys.push(...valuesOf(text, "Key").map((key) => (isEncoded ? decodeURIComponent(key.replaceAll("+", " ")) : key)));
      token = valuesOf(text, "IsTruncated")[0] === "true" ? valuesOf(text, "NextContinuationToken")[0] : undefined;
    }
    return keys.sort();
  }
}

/** The texts of an element that has no others inside. */
export const valuesOf = (xml: string, element: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, "g"))].map(([, text = ""]) => plain(text));

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

const plain = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return hex !== undefined ? String.fromCodePoint(Number.parseInt(hex, 16)) : (entities[name ?? ""] ?? whole);
  });

function problemOf(status: number, text: string): ArtifactError {
  const [code = "", message = ""] = [valuesOf(text, "Code")[0], valuesOf(text, "Message")[0]];
  const notFound = code === "NoSuchKey" || (status === 404 && code === "");
  return new ArtifactError(message || code || (notFound ? "The specified key does not exist." : `status ${status}`), {
    notFound,
  });
}
