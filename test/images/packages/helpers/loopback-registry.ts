import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer, text as textOf } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";

/** A package that a test publishes: its package.json, and its files beside that. */
export interface Published {
  readonly name: string;
  readonly version: string;
  readonly [field: string]: unknown;
}

export interface Archive {
  readonly manifest: Published;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

export interface LoopbackRegistry {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  readonly integrityOf: (name: string, version: string) => string;
  /** Wants this token of everybody from now on. */
  readonly lock: (token: string) => void;
  /** Gives another archive under the same name and version. */
  readonly tamper: (name: string, version: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A registry as npm's, with packages of the test's own; npm itself is the real one. */
export async function loopbackRegistry(archives: readonly Archive[]): Promise<LoopbackRegistry> {
  const tarballs = new Map<string, Buffer>();
  const keyOf = (name: string, version: string) => `/${name}/-/${version}.tgz`;
  for (const archive of archives) tarballs.set(keyOf(archive.manifest.name, archive.manifest.version), await tarball(archive));
  const integrities = new Map([...tarballs].map(([key, bytes]) => [key, integrity(bytes)]));
  const asked: string[] = [];
  let token: string | undefined;
  const server = createServer(async (request, response) => {
    await textOf(request);
    const path = decodeURIComponent(request.url ?? "");
    asked.push(path);
    const give = (status: number, body: string | Buffer) => response.writeHead(status).end(body);
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) return give(401, "{}");
    const archive = tarballs.get(path);
    if (archive !== undefined) return give(200, archive);
    const versions = archives.filter(({ manifest }) => `/${manifest.name}` === path).map(({ manifest }) => manifest);
    if (versions.length === 0) return give(404, "{}");
    const dist = ({ name, version }: Published) => ({
      tarball: `${url}${keyOf(name, version)}`,
      integrity: integrities.get(keyOf(name, version)),
    });
    const all = Object.fromEntries(versions.map((one) => [one.version, { ...one, dist: dist(one) }]));
    return give(
      200,
      JSON.stringify({ name: versions[0]!.name, "dist-tags": { latest: versions.at(-1)!.version }, versions: all }),
    );
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    integrityOf: (name, version) => integrities.get(keyOf(name, version))!,
    lock: (given) => {
      token = given;
    },
    tamper: async (name, version) => {
      tarballs.set(keyOf(name, version), await tarball({ manifest: { name, version }, files: { "evil.js": "" } }));
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const integrity = (bytes: Uint8Array): string => `sha512-${createHash("sha512").update(bytes).digest("base64")}`;

async function tarball({ manifest, files = {} }: Archive): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries({ "package.json": JSON.stringify(manifest), ...files }))
    archive.entry({ name: `package/${name}`, mtime: new Date(0) }, Buffer.from(content));
  archive.finalize();
  return gzipSync(await buffer(archive));
}
