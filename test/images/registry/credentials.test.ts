import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { credentialFinder } from "../../../containers/registry/credentials/find-credential.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("the login for a registry", () => {
  let home: string;
  let environment: Record<string, string>;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "pipewright-home-"));
    environment = { HOME: home, PATH: `${join(home, "bin")}${delimiter}${process.env["PATH"]}` };
  });
  const write = (path: string, content: unknown): string => {
    const file = join(home, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  };
  /** A program docker-credential-<name> that knows these servers, as Docker's own do. */
  const helper = (name: string, known: Readonly<Record<string, object>>): void => {
    const file = write(
      `bin/docker-credential-${name}`,
      `#!${process.execPath}
let server = "";
process.stdin.on("data", (chunk) => (server += chunk)).on("end", () => {
  const found = ${JSON.stringify(known)}[server.trim()];
  if (process.argv[2] !== "get") process.exit(3);
  if (found === undefined) { console.log("credentials not found in native keychain"); process.exit(1); }
  if (found.fails) { console.error(found.fails); process.exit(2); }
  console.log(JSON.stringify({ ServerURL: server.trim(), ...found }));
});`,
    );
    chmodSync(file, 0o755);
  };
  const find = (registry: string, repository = "me/app") => credentialFinder(environment)(registry, repository);

  it("is none where there is no file", async () => {
    expect(await find("ghcr.io")).toEqual({ credential: undefined, trouble: undefined });
  });

  it("is read from Docker's config.json, whatever form its server has", async () => {
    const auths = {
      "ghcr.io": { auth: base64("bob:with:colons") },
      "https://index.docker.io/v1/": { auth: base64("hub:pw") },
      "https://quay.io": { username: "carol", password: "pw2" },
      "http://localhost:5000/v2/": { auth: base64("local:pw\0\0") },
      "azure.example": { auth: base64("00000000-0000-0000-0000-000000000000:"), identitytoken: "refresh" },
      "token.example": { registrytoken: "ready" },
    };
    const place = write(".docker/config.json", { auths });
    expect(await find("ghcr.io")).toEqual({
      credential: { secret: { kind: "password", user: "bob", password: "with:colons" }, place },
    });
    expect((await find("docker.io")).credential?.secret).toEqual({ kind: "password", user: "hub", password: "pw" });
    expect((await find("quay.io")).credential?.secret).toEqual({ kind: "password", user: "carol", password: "pw2" });
    expect((await find("localhost:5000")).credential?.secret).toEqual({ kind: "password", user: "local", password: "pw" });
    expect((await find("azure.example")).credential?.secret).toEqual({ kind: "refresh-token", token: "refresh" });
    expect((await find("token.example")).credential?.secret).toEqual({ kind: "registry-token", token: "ready" });
    expect((await find("localhost:5001")).credential).toBeUndefined();
  });

  it("is looked for in the folder that DOCKER_CONFIG names, and first in REGISTRY_AUTH_FILE", async () => {
    write(".docker/config.json", { auths: { "ghcr.io": { auth: base64("home:1") } } });
    write("elsewhere/config.json", { auths: { "ghcr.io": { auth: base64("elsewhere:2") } } });
    environment["DOCKER_CONFIG"] = join(home, "elsewhere");
    expect((await find("ghcr.io")).credential?.secret).toMatchObject({ user: "elsewhere" });
    environment["REGISTRY_AUTH_FILE"] = write("auth.json", { auths: { "ghcr.io": { auth: base64("named:3") } } });
    expect((await find("ghcr.io")).credential?.secret).toMatchObject({ user: "named" });
  });

  it("is podman's for the longest path that fits", async () => {
    environment["XDG_RUNTIME_DIR"] = join(home, "run");
    write("run/containers/auth.json", {
      auths: {
        "quay.io": { auth: base64("all:1") },
        "quay.io/me": { auth: base64("mine:2") },
        "quay.io/me/app/deep": { auth: base64("deep:3") },
      },
    });
    expect((await find("quay.io", "me/app")).credential?.secret).toMatchObject({ user: "mine" });
    expect((await find("quay.io", "me/app/deep")).credential?.secret).toMatchObject({ user: "deep" });
    expect((await find("quay.io", "others/app")).credential?.secret).toMatchObject({ user: "all" });
  });

  it("comes from the helper for this registry before what is written, and from the helper for all behind it", async () => {
    helper("one", { "ghcr.io": { Username: "<token>", Secret: "refresh" } });
    helper("all", { "https://index.docker.io/v1/": { Username: "hub", Secret: "pw" } });
    write(".docker/config.json", {
      credHelpers: { "ghcr.io": "one" },
      credsStore: "all",
      auths: {
        "ghcr.io": { auth: base64("written:1") },
        "quay.io": { auth: base64("written:2") },
        "https://index.docker.io/v1/": {},
      },
    });
    expect((await find("ghcr.io")).credential).toEqual({
      secret: { kind: "refresh-token", token: "refresh" },
      place: "docker-credential-one",
    });
    expect((await find("quay.io")).credential?.secret).toMatchObject({ user: "written" });
    expect((await find("docker.io")).credential?.secret).toEqual({ kind: "password", user: "hub", password: "pw" });
    expect(await find("other.example")).toEqual({ credential: undefined, trouble: undefined });
  });

  it("is asked of a helper once, for however many repositories", async () => {
    const asked = join(home, "asked");
    const file = write(
      "bin/docker-credential-slow",
      `#!/bin/sh\necho asked >> ${asked}\necho '{"Username":"bob","Secret":"pw"}'`,
    );
    chmodSync(file, 0o755);
    write(".docker/config.json", { credsStore: "slow" });
    const finder = credentialFinder(environment);
    await Promise.all(["a", "b", "c"].map((repository) => finder("ghcr.io", repository)));
    expect(readFileSync(asked, "utf8")).toBe("asked\n");
  });

  it("that a helper can't get is said with its reason", async () => {
    helper("angry", { "ghcr.io": { fails: "the keychain is locked" } });
    write(".docker/config.json", { credHelpers: { "ghcr.io": "angry", "quay.io": "gone", "evil.example": "../../bin/sh" } });
    expect((await find("ghcr.io")).trouble?.reason).toBe("docker-credential-angry ended with 2: the keychain is locked");
    expect((await find("quay.io")).trouble?.reason).toBe("docker-credential-gone is not there");
    expect((await find("evil.example")).trouble?.reason).toBe('"../../bin/sh" is no name of a credential helper');
  });

  it("in a file that is broken is said without showing the file, and another file may have it", async () => {
    const place = write(".docker/config.json", '{"auths": {"ghcr.io": {"auth": "c2VjcmV0"');
    const { trouble } = await find("ghcr.io");
    expect(trouble?.reason).toBe(`${place} holds no JSON object`);
    write(".config/containers/auth.json", { auths: { "ghcr.io": { auth: base64("podman:1") } } });
    expect((await find("ghcr.io")).credential?.secret).toMatchObject({ user: "podman" });
  });

  it("is none where the entry holds none", async () => {
    write(".docker/config.json", {
      auths: { "ghcr.io": {}, "quay.io": { auth: "" }, "a.b": { auth: base64("nocolon") }, "c.d": 7 },
      credsStore: "",
    });
    for (const registry of ["ghcr.io", "quay.io", "a.b", "c.d"])
      expect(await find(registry)).toEqual({ credential: undefined, trouble: undefined });
  });
});
