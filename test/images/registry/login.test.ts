import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CredentialFinder, Secret } from "../../../containers/registry/credentials/credential.ts";
import { credentialFinder } from "../../../containers/registry/credentials/find-credential.ts";
import type { RegistryOptions } from "../../../containers/registry/registry-options.ts";
import { openRegistries, registryRepository } from "../../../containers/registry/registry-repository.ts";
import { type FaultProxy, startFaultProxy } from "../helpers/fault-proxy.ts";
import { quickClock } from "../helpers/quick-clock.ts";
import { startRegistry, type TestRegistry, withoutRegistry } from "../helpers/registry.ts";
import { blobOf, digestOf, smallImage } from "../helpers/small-image.ts";
import { startTokenServer, type TokenServer } from "../helpers/token-server.ts";

const skopeoMissing = spawnSync("skopeo", ["--version"]).error !== undefined;
const password = "s3cret:with a colon";
const as =
  (secret: Secret): CredentialFinder =>
  async () => ({ credential: { secret, place: "config.json" } });
const bob = as({ kind: "password", user: "bob", password });
const nobody: CredentialFinder = async () => ({ credential: undefined });

describe.skipIf(withoutRegistry)("a registry with names and passwords", () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry({ users: { bob: password } });
  });
  afterAll(() => registry?.stop());
  const open = (credentials: CredentialFinder) =>
    registryRepository(`${registry.host}/private`, { credentials, clock: quickClock() });

  it("takes an image from who is let in", async () => {
    const blob = blobOf(randomBytes(3_000_000));
    expect(await open(bob).putBlob(blob)).toBe(3_000_000);
    expect((await buffer(await open(bob).blob(blob.descriptor))).length).toBe(3_000_000);
  });

  it("refuses a wrong password, and neither the error nor what it carries holds the password", async () => {
    const wrong = as({ kind: "password", user: "bob", password: "another-s3cret" });
    const error = await open(wrong)
      .manifest("v1")
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    expect(error).toMatchObject({
      code: "registry-refused-login",
      message: expect.stringMatching(/user "bob", from config\.json/),
    });
    const all = `${inspect(error, { depth: 20, showHidden: true })}${JSON.stringify(error)}${inspect(open(wrong), { depth: 20, showHidden: true })}`;
    expect(all).not.toContain("another-s3cret");
    expect(all).not.toContain(Buffer.from("bob:another-s3cret").toString("base64"));
  });

  it.skipIf(skopeoMissing && process.env["CI"] === undefined)("lets in who logged in by skopeo", async () => {
    const authFile = join(mkdtempSync(join(tmpdir(), "pipewright-auth-")), "auth.json");
    const login = ["login", "--tls-verify=false", "--authfile", authFile, "--username", "bob", "--password-stdin", registry.host];
    expect(spawnSync("skopeo", login, { input: password, encoding: "utf8" })).toMatchObject({ status: 0 });
    expect(
      await open(credentialFinder({ HOME: "/nowhere", REGISTRY_AUTH_FILE: authFile })).putBlob(blobOf(randomBytes(10))),
    ).toBe(10);
  });

  it("wants a login from who has none", async () => {
    await expect(open(nobody).putBlob(blobOf(randomBytes(10)))).rejects.toMatchObject({
      code: "registry-wants-login",
      message: expect.stringContaining(`docker login ${registry.host}`),
    });
  });

  it("is told why the login that may be there can't be had, and only then", async () => {
    const broken: CredentialFinder = async () => ({
      credential: undefined,
      trouble: { reason: "docker-credential-x is not there", help: "Install it." },
    });
    await expect(open(broken).manifest("v1")).rejects.toMatchObject({
      code: "credentials-unreadable",
      message: expect.stringContaining("docker-credential-x is not there"),
    });
    const free = await startRegistry();
    expect(await registryRepository(`${free.host}/x`, { credentials: broken }).manifest("v1")).toBeUndefined();
    await free.stop();
  });
});

describe.skipIf(withoutRegistry)("a registry with tokens", () => {
  let registry: TestRegistry;
  let tokens: TokenServer;
  let proxy: FaultProxy;
  let clock: ReturnType<typeof quickClock>;
  beforeEach(async () => {
    tokens = await startTokenServer({ bob: password.split(":")[0]! }, { "refresh-1": "carol" });
    registry = await startRegistry({ token: tokens });
    proxy = await startFaultProxy(registry.host);
    clock = quickClock();
  });
  afterEach(() => Promise.all([registry?.stop(), tokens?.stop(), proxy?.stop()]));
  const bobs = as({ kind: "password", user: "bob", password: password.split(":")[0]! });
  const open = (path: string, options: RegistryOptions = {}) =>
    registryRepository(`${proxy.host}/${path}`, { credentials: bobs, clock, ...options });

  it("takes an image by one token for all requests, asked for with exactly what is needed", async () => {
    const repository = open("taxi/train");
    const { layer, config, manifest } = smallImage("tokens");
    await Promise.all([layer, config, blobOf(randomBytes(2_000_000))].map((blob) => repository.putBlob(blob)));
    await repository.putManifest("v1", manifest);
    expect(tokens.requests).toEqual([{ method: "GET", user: "bob", scopes: ["repository:taxi/train:pull,push"] }]);
    expect(await repository.manifest("v1")).toEqual(manifest);
    expect(tokens.requests.slice(1)).toEqual([{ method: "GET", user: "bob", scopes: ["repository:taxi/train:pull"] }]);
  });

  it("takes a refresh token's holder", async () => {
    const repository = open("taxi/train", { credentials: as({ kind: "refresh-token", token: "refresh-1" }) });
    await repository.putBlob(blobOf(randomBytes(10)));
    expect(tokens.requests).toEqual([{ method: "POST", user: "carol", scopes: ["repository:taxi/train:pull,push"] }]);
    await expect(open("x", { credentials: as({ kind: "refresh-token", token: "old" }) }).manifest("v1")).rejects.toMatchObject({
      code: "registry-refused-login",
    });
  });

  it("lets everybody read what is public, and tells who wants to write to log in", async () => {
    tokens.allows = (user, _repository, action) => user !== undefined || action === "pull";
    const blob = blobOf(randomBytes(100));
    await open("public").putBlob(blob);
    expect((await buffer(await open("public", { credentials: nobody }).blob(blob.descriptor))).length).toBe(100);
    await expect(open("public", { credentials: nobody }).putBlob(blobOf(randomBytes(10)))).rejects.toMatchObject({
      code: "registry-wants-login",
      message: expect.stringContaining("to write public"),
    });
  });

  it("tells who may not write here by name", async () => {
    tokens.allows = (_user, _repository, action) => action === "pull";
    await expect(open("theirs").putBlob(blobOf(randomBytes(10)))).rejects.toMatchObject({
      code: "registry-denied",
      message: expect.stringMatching(/does not let user "bob" write theirs/),
    });
  });

  it("gets another token when one has ended, in the middle of an upload too", async () => {
    tokens.seconds = -120;
    tokens.saidSeconds = 300;
    const repository = open("ended", { chunkBytes: 1_000_000 });
    await expect(repository.manifest("v1")).rejects.toMatchObject({ code: "registry-denied" });
    tokens.seconds = 300;
    let part = 0;
    proxy.faults = ({ method }) => {
      if (method !== "PATCH" || ++part !== 2) return undefined;
      const challenge = `Bearer realm="${tokens.realm}",service="${tokens.service}",scope="repository:ended:pull,push",error="invalid_token"`;
      return { type: "answer", status: 401, headers: { "www-authenticate": challenge } };
    };
    const before = tokens.requests.length;
    const blob = blobOf(randomBytes(3_000_000));
    expect(await repository.putBlob(blob)).toBeLessThanOrEqual(4_000_000);
    expect(tokens.requests.length - before).toBe(2);
    expect(await repository.hasBlob(blob.descriptor.digest)).toBe(true);
  });

  it("is asked for another token shortly before the end of one", async () => {
    const repository = open("renewed");
    await repository.manifest("v1");
    clock.advance(280_000);
    await repository.manifest("v1");
    expect(tokens.requests).toHaveLength(1);
    clock.advance(15_000);
    await repository.manifest("v1");
    expect(tokens.requests).toHaveLength(2);
  });

  it("mounts with one token for both repositories, and is sent what it does not let be read", async () => {
    const session = openRegistries({ credentials: bobs, clock });
    const blob = blobOf(randomBytes(50_000));
    await session.repository(`${proxy.host}/base`).putBlob(blob);
    expect(await session.repository(`${proxy.host}/mine`).putBlob({ ...blob, mountFrom: "base" })).toBe(0);
    expect(tokens.requests.at(-1)?.scopes).toEqual(["repository:base:pull", "repository:mine:pull,push"]);
    tokens.allows = (_user, repository) => repository !== "base";
    expect(await registryRepository(`${proxy.host}/other`, { credentials: bobs }).putBlob({ ...blob, mountFrom: "base" })).toBe(
      50_000,
    );
  });

  it("gets no password when its tokens come from a place without TLS", async () => {
    const challenge = `Bearer realm="${tokens.realm.replace("127.0.0.1", "0.0.0.0")}",service="${tokens.service}"`;
    proxy.faults = () => ({ type: "answer", status: 401, headers: { "www-authenticate": challenge } });
    await expect(open("x").manifest("v1")).rejects.toMatchObject({
      code: "registry-without-tls",
      message: expect.stringContaining("0.0.0.0"),
    });
    expect(tokens.requests).toEqual([]);
  });

  it("leads to a store elsewhere, which never sees the login", async () => {
    const bytes = randomBytes(1000);
    const seen: IncomingHttpHeaders[] = [];
    const store = createServer((from, to) => {
      seen.push(from.headers);
      to.end(bytes);
    });
    store.listen(0, "127.0.0.1");
    await once(store, "listening");
    const location = `http://127.0.0.1:${(store.address() as AddressInfo).port}/blob?signature=abc`;
    proxy.faults = ({ path, headers }) =>
      path.includes("/blobs/") && headers.authorization !== undefined
        ? { type: "answer", status: 307, headers: { location } }
        : undefined;
    expect(digestOf(await buffer(await open("elsewhere").blob(blobOf(bytes).descriptor)))).toBe(digestOf(bytes));
    expect(seen.map(({ authorization }) => authorization)).toEqual([undefined]);
    store.closeAllConnections();
    store.close();
  });
});
