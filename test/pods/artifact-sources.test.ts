import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Artifact } from "../../compiler/argo/model.generated.ts";
import { loadArtifact } from "../../runner/artifacts/load-artifact.ts";
import { saveArtifact } from "../../runner/artifacts/save-artifact.ts";
import { artifactContext } from "./helpers/artifact-context.ts";
import { makeTarball } from "./helpers/make-tarball.ts";
import { readTree } from "./helpers/read-tree.ts";
import { type S3Server, s3Program, startS3 } from "./helpers/s3-server.ts";
import { tempFolder } from "./helpers/temp-folder.ts";

const keys = { name: "keys", key: "" };
const secrets = ({ key }: { readonly key: string }) =>
  ({ user: "me", password: "it's secret", access: "AK", secret: "SK" })[key] ?? "";

describe("artifacts from a web server", () => {
  let server: Server;
  let url: string;
  const seen: { method?: string; headers: Record<string, unknown>; body: string }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        seen.push({ method: request.method ?? "", headers: request.headers, body });
        response.statusCode = request.url === "/gone" ? 404 : request.url === "/broken" ? 500 : 200;
        response.end(`${request.method} ${request.url}`);
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it("come with headers and a login", async () => {
    const folder = tempFolder();
    const basicAuth = { usernameSecret: { ...keys, key: "user" }, passwordSecret: { ...keys, key: "password" } };
    const http = { url: `${url}/f`, headers: [{ name: "X-A", value: "1" }], auth: { basicAuth } };
    await loadArtifact({ name: "f", http }, join(folder, "f"), artifactContext(folder, { secret: secrets }), false);
    expect(readFileSync(join(folder, "f"), "utf8")).toBe("GET /f");
    const authorization = `Basic ${Buffer.from("me:it's secret").toString("base64")}`;
    expect(seen.at(-1)?.headers).toMatchObject({ "x-a": "1", authorization });
  });

  it("that are not there are not found, and a broken server is told", async () => {
    const folder = tempFolder();
    const context = artifactContext(folder);
    const load = (path: string) => loadArtifact({ name: "f", http: { url: url + path } }, join(folder, "f"), context, false);
    await expect(load("/gone")).rejects.toMatchObject({ notFound: true });
    await expect(load("/broken")).rejects.toThrow(/failed with reason: 500/);
    expect(existsSync(join(folder, "f"))).toBe(false);
  });

  it("go up by PUT", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "o"), "content");
    const artifact: Artifact = { name: "o", path: "/tmp/o", archive: { none: {} }, http: { url: `${url}/up` } };
    await saveArtifact(artifact, join(folder, "o"), { key: "o", mayMove: false }, artifactContext(folder));
    expect(seen.at(-1)).toMatchObject({ method: "PUT", body: "content" });
  });
});

describe("artifacts from git", () => {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main", ...args], {
      cwd,
      stdio: "pipe",
    });
  function repository(): string {
    const folder = join(tempFolder(), "repo");
    mkdirSync(folder);
    git(folder, "init", "-q");
    for (const text of ["one", "two"]) {
      writeFileSync(join(folder, "f"), text);
      git(folder, "add", "f");
      git(folder, "commit", "-qm", text);
      git(folder, "tag", `v-${text}`);
    }
    git(folder, "branch", "side", "v-one");
    return folder;
  }

  it.each([
    [undefined, "two"],
    ["v-one", "one"],
    ["side", "one"],
    ["main", "two"],
  ])("are checked out at %s", async (revision, content) => {
    const folder = tempFolder();
    const to = join(folder, "in/code");
    const artifact: Artifact = { name: "c", git: { repo: repository(), ...(revision !== undefined && { revision }) } };
    await loadArtifact(artifact, to, artifactContext(folder, { env: process.env }), false);
    expect(readFileSync(join(to, "f"), "utf8")).toBe(content);
    expect(existsSync(join(to, ".git"))).toBe(true);
  });

  it("that can't be had say what git said", async () => {
    const folder = tempFolder();
    const load = (options: Artifact["git"]) =>
      loadArtifact({ name: "c", git: options! }, join(folder, "c"), artifactContext(folder, { env: process.env }), false);
    await expect(load({ repo: join(folder, "nowhere") })).rejects.toThrow(/fatal|does not exist|not a git/);
    await expect(load({ repo: repository(), revision: "--upload-pack=evil" })).rejects.toThrow(/is no revision/);
    await expect(load({ repo: "ext::sh -c evil%" })).rejects.toThrow(/transport 'ext' not allowed/);
  });
});

const program = await s3Program();
const missing = "missing" in program ? program.missing : undefined;
if (missing !== undefined && process.env.CI) it("versitygw is there", () => expect.fail(missing));

describe.skipIf(missing !== undefined)(`artifacts in an S3-compatible store ${missing ?? ""}`, () => {
  let server: S3Server;
  let context: ReturnType<typeof artifactContext>;
  let folder: string;
  const place = (key: string): Artifact["s3"] => ({
    endpoint: server.endpoint,
    bucket: "data",
    insecure: true,
    key,
    accessKeySecret: { ...keys, key: "access" },
    secretKeySecret: { ...keys, key: "secret" },
  });
  beforeAll(async () => {
    folder = join((await import("node:os")).tmpdir(), `pipewright-s3-${process.pid}`);
    mkdirSync(join(folder, "buckets/data"), { recursive: true });
    context = artifactContext(folder, { secret: secrets });
    server = await startS3("file" in program ? program.file : "", join(folder, "buckets"), "AK", "SK");
  });
  afterAll(async () => {
    server.stop();
    (await import("node:fs")).rmSync(folder, { recursive: true, force: true });
  });
  const save = (artifact: Artifact, from: string) => saveArtifact(artifact, from, { key: "unused", mayMove: false }, context);

  it("come back as they went: a folder as a tarball, a file as it is, names with blanks and signs", async () => {
    const from = join(folder, "from");
    mkdirSync(join(from, "sub"), { recursive: true });
    writeFileSync(join(from, "sub/ä & b+c.txt"), "x");
    chmodSync(join(from, "sub/ä & b+c.txt"), 0o755);
    await save({ name: "d", path: "/tmp/from", s3: place("a b/d.tgz")! }, from);
    await loadArtifact({ name: "d", s3: place("a b/d.tgz")! }, join(folder, "packed"), context, false);
    expect(readTree(join(folder, "packed"))).toEqual({ sub: "/", "sub/ä & b+c.txt": "x" });
    expect(statSync(join(folder, "packed/sub/ä & b+c.txt")).mode & 0o777).toBe(0o755);
    await save({ name: "d", path: "/tmp/from", archive: { none: {} }, s3: place("plain")! }, from);
    await loadArtifact({ name: "d", s3: place("plain")! }, join(folder, "plain"), context, false);
    expect(readTree(join(folder, "plain"))).toEqual({ sub: "/", "sub/ä & b+c.txt": "x" });
    expect(statSync(join(folder, "plain/sub/ä & b+c.txt")).mode & 0o777).toBe(0o600);
  });

  it("of some size go up in parts, and an empty one too", async () => {
    writeFileSync(join(folder, "large"), Buffer.alloc(65 * 2 ** 20, 7));
    writeFileSync(join(folder, "empty"), "");
    for (const name of ["large", "empty"]) {
      await save({ name, path: `/tmp/${name}`, archive: { none: {} }, s3: place(name)! }, join(folder, name));
      await loadArtifact({ name, s3: place(name)! }, join(folder, `${name}-back`), context, false);
      expect(readFileSync(join(folder, `${name}-back`)).equals(readFileSync(join(folder, name)))).toBe(true);
    }
  });

  it("that are not there, and a wrong key, are told in the store's words", async () => {
    const load = (s3: Artifact["s3"]) => loadArtifact({ name: "n", s3: s3! }, join(folder, "n"), context, false);
    await expect(load(place("nowhere"))).rejects.toMatchObject({ message: "The specified key does not exist.", notFound: true });
    const wrong = { ...place("plain")!, secretKeySecret: { ...keys, key: "user" } };
    await expect(load(wrong)).rejects.toThrow(/signature/i);
    const { accessKeySecret: _, ...noKeys } = place("plain")!;
    await expect(load(noKeys)).rejects.toThrow(/set AWS_ACCESS_KEY_ID/);
  });
});

it("a tarball in the store under a key with subPath is found below the key", async () => {
  const folder = tempFolder();
  const context = artifactContext(folder);
  await context.store.save("d/t", async (path) => void (await makeTarball(path, [{ name: "f", content: "x" }])));
  await loadArtifact({ name: "t", s3: { key: "d" }, subPath: "t" }, join(folder, "f"), context, false);
  expect(readFileSync(join(folder, "f"), "utf8")).toBe("x");
});

it("a zip is unpacked only when the input says that it is one, and keeps permissions", async () => {
  const folder = tempFolder();
  const context = artifactContext(folder);
  mkdirSync(join(folder, "d"));
  writeFileSync(join(folder, "d/run"), "x");
  chmodSync(join(folder, "d/run"), 0o755);
  const { artifact } = await saveArtifact(
    { name: "d", path: "/tmp/d", archive: { zip: {} } },
    join(folder, "d"),
    { key: "z", mayMove: true },
    context,
  );
  expect(artifact.s3?.key).toBe("z.zip");
  await loadArtifact({ name: "d", s3: { key: "z.zip" } }, join(folder, "as-file"), context, false);
  expect(readFileSync(join(folder, "as-file")).subarray(0, 2).toString()).toBe("PK");
  await loadArtifact({ name: "d", s3: { key: "z.zip" }, archive: { zip: {} } }, join(folder, "unpacked"), context, false);
  expect(statSync(join(folder, "unpacked/run")).mode & 0o777).toBe(0o755);
});
