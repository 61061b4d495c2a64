import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OwnEngine, ownEngine } from "../helpers/own-engine.ts";
import { programMissing } from "../helpers/program-missing.ts";

const absent = programMissing("podman") ?? programMissing("buildah") ?? programMissing("dpkg-deb");

describe.skipIf(absent !== undefined)(`the Dockerfile of the cpu base ${absent ?? ""}`, () => {
  let made: OwnEngine = { missing: "not started" };
  const engine = () => {
    if (made.missing !== undefined) throw new Error(made.missing);
    return made;
  };
  const context = mkdtempSync(join(tmpdir(), "pipewright-cpu-"));

  beforeAll(async () => {
    made = await ownEngine();
    cpSync(join(import.meta.dirname, "../../../containers/bases/cpu"), context, { recursive: true });
    // stands for Docker's node image, which has its program elsewhere
    writeFileSync(join(context, "LICENSE"), "Node's own");
    writeFileSync(
      join(context, "Node.Dockerfile"),
      `FROM ${engine().base}\nCOPY --from=${engine().base} /nodejs/bin/node /usr/local/bin/node\nCOPY LICENSE /usr/local/LICENSE\n`,
    );
    expect(build("localhost/node:test", ["-f", join(context, "Node.Dockerfile")]).stderr).not.toContain("rror");
  }, 180_000);

  afterAll(() => {
    if (made.missing === undefined) made.remove();
    rmSync(context, { recursive: true, force: true });
  });

  const build = (name: string, args: readonly string[]) =>
    engine().buildah("bud", "--isolation", "chroot", "--format", "oci", "--timestamp", "0", "-t", name, ...args, context);
  const buildCpu = (name: string, runtime: string) =>
    build(name, ["--build-arg", "NODE_IMAGE=localhost/node:test", "--build-arg", `RUNTIME_IMAGE=${runtime}`]);

  it("makes a base with Node, for user 65532, without a shell", { timeout: 120_000 }, () => {
    const built = buildCpu("localhost/cpu:test", engine().withoutNode);
    expect(built.code, built.stderr).toBe(0);
    const look =
      'const fs = require("fs"); console.log(JSON.stringify([process.getuid(), process.cwd(), process.env.NODE_ENV, fs.existsSync("/bin/sh"), fs.existsSync("/proof"), JSON.parse(fs.readFileSync("/nodejs/proven.json", "utf8")).node === process.version, fs.readFileSync("/nodejs/LICENSE", "utf8")]))';
    const run = engine().podman("run", "--rm", "--network", "none", "--read-only", "localhost/cpu:test", "-e", look);
    expect(run.stdout.trim(), run.stderr).toBe('[65532,"/app","production",false,false,true,"Node\'s own"]');
    const byName = engine().podman(
      "run",
      "--rm",
      "--network",
      "none",
      "--entrypoint",
      '["node"]',
      "localhost/cpu:test",
      "-p",
      "1+1",
    );
    expect(byName.stdout.trim(), byName.stderr).toBe("2");
  });

  it("makes the same again", { timeout: 120_000 }, () => {
    const digest = () => engine().podman("inspect", "--format", "{{.Digest}}", "localhost/cpu:test").stdout.trim();
    buildCpu("localhost/cpu:test", engine().withoutNode);
    const first = digest();
    const again = engine().buildah(
      ...["bud", "--no-cache", "--isolation", "chroot", "--format", "oci", "--timestamp", "0", "-t", "localhost/cpu:test"],
      ...["--build-arg", "NODE_IMAGE=localhost/node:test", "--build-arg", `RUNTIME_IMAGE=${engine().withoutNode}`, context],
    );
    expect(again.code, again.stderr).toBe(0);
    expect(digest()).toBe(first);
    expect(first).toMatch(/^sha256:/);
  });

  it("makes none upon an image with a shell or without certificates", { timeout: 120_000 }, () => {
    writeFileSync(join(context, "sh"), "");
    writeFileSync(join(context, "ca.crt"), "");
    writeFileSync(
      join(context, "Wrong.Dockerfile"),
      `FROM ${engine().withoutNode}\nCOPY sh /bin/sh\nCOPY ca.crt /etc/ssl/certs/ca-certificates.crt\n`,
    );
    expect(build("localhost/wrong:test", ["-f", join(context, "Wrong.Dockerfile")]).code).toBe(0);
    const { code, stdout, stderr } = buildCpu("localhost/cpu:wrong", "localhost/wrong:test");
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("prove: there is a shell, /bin/sh");
    expect(stdout + stderr).toContain("prove: there are no certificates in /etc/ssl/certs/ca-certificates.crt");
  });
});
