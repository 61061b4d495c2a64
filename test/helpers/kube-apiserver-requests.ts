import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

/** Where an API server is, and who asks. */
export interface ApiAccess {
  readonly url: string;
  readonly token: string;
  /** The file of the certificate that it shows. */
  readonly ca: string;
}

export interface ApiReply {
  readonly code: number;
  // biome-ignore lint/suspicious/noExplicitAny: what an API server answers has any shape, and a test says what it expects of it
  readonly body: any;
}

/** Asks an API server directly, so that tests need not trust the client that they test. */
export function askApi(access: ApiAccess, method: string, path: string, body?: unknown): Promise<ApiReply> {
  return new Promise((done, fail) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const isPatch = method === "PATCH";
    const sent = request(
      `${access.url}${path}`,
      {
        method,
        ca: readFileSync(access.ca),
        agent: false,
        headers: {
          authorization: `Bearer ${access.token}`,
          "content-type": isPatch ? "application/merge-patch+json" : "application/json",
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.once("error", fail);
        response.once("end", () => {
          const said = Buffer.concat(parts).toString();
          done({ code: response.statusCode ?? 0, body: said.startsWith("{") ? JSON.parse(said) : said });
        });
      },
    );
    sent.once("error", fail);
    sent.end(text);
  });
}

/** Waits until the server takes work. @param check throws when it never will */
export async function askReady(access: ApiAccess, check: () => void): Promise<void> {
  for (;;) {
    check();
    const isReady = await askApi(access, "GET", "/readyz").then(
      ({ code, body }) => code === 200 && body === "ok",
      () => false,
    );
    if (isReady) return;
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Makes the CRDs of a folder, and waits until their kinds can be used. */
export async function applyCrds(access: ApiAccess, folder: string): Promise<void> {
  const path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  const objects = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), "utf8")).map((one) => one.toJS()));
  await Promise.all(
    objects.map(async (object) => {
      const made = await askApi(access, "POST", path, object);
      if (made.code !== 201) throw new Error(`${object.metadata.name}: ${JSON.stringify(made.body)}`);
      for (;;) {
        const { body } = await askApi(access, "GET", `${path}/${object.metadata.name}`);
        const conditions: readonly { readonly type: string; readonly status: string }[] = body.status?.conditions ?? [];
        if (conditions.some(({ type, status }) => type === "Established" && status === "True")) return;
        await new Promise((again) => setTimeout(again, 100));
      }
    }),
  );
}
