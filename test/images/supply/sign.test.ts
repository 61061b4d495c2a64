import { execFileSync, spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registryRepository } from "../../../containers/registry/registry-repository.ts";
import { type TestBase, testBase } from "../helpers/base.ts";
import { pipelineOf, type TestProject, testProject } from "../helpers/project.ts";
import { startRegistry, type TestRegistry, withoutRegistry } from "../helpers/registry.ts";

let base: TestBase;
let project: TestProject;
beforeAll(async () => {
  base = await testBase();
  if (base.missing !== undefined) throw new Error(base.missing);
  project = testProject({ "pipeline.ts": pipelineOf(["one"]) });
}, 300_000);
afterAll(() => project?.remove());
const from = () => `--base-from=oci:${(base as { folder: string }).folder}`;

describe("signing without cosign", () => {
  /** Node alone. */
  const env = { PATH: dirname(process.execPath) };

  it("is refused before anything is built", async () => {
    const { code, stdout, stderr } = await project.build(["--registry", "127.0.0.1:1/x", "--sign", from()], { env });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(
      "error cosign-missing\n  Signatures are made and checked by cosign, which can't be run: there is no cosign on the PATH.\n",
    );
    expect(stderr).not.toContain("registry-unreachable");
  });

  it("is refused where signatures are asked for", async () => {
    const made = await project.build(["--oci", "out", from()]);
    expect(made.code, made.stderr).toBe(0);
    const { code, stderr } = await project.run(["images", "verify", "--registry", "127.0.0.1:1/x", "--key", "cosign.pub"], {
      env,
    });
    expect(code).toBe(1);
    expect(stderr).toContain("error cosign-missing");
  }, 60_000);

  it("wants options that go together", async () => {
    const wrong = async (...args: readonly string[]) => {
      const { code, stderr } = await project.run(args);
      return [code, stderr.trim()];
    };
    expect(await wrong("build", "pipeline.ts", "--key", "k")).toEqual([
      2,
      "pipewright: --key is what --sign signs with: give both.",
    ]);
    expect(await wrong("build", "pipeline.ts", "--sign", "--oci", "out")).toEqual([
      2,
      "pipewright: --sign signs images in a registry: leave --oci and --load out.",
    ]);
    expect(await wrong("images", "verify", "--identity", "me@example.org")).toEqual([
      2,
      "pipewright: Signatures are by --key, or by --identity and --issuer together.",
    ]);
    expect(await wrong("images", "verify", "--key", "k", "--oci", "out")).toEqual([
      2,
      "pipewright: Signatures lie in a registry: leave --oci out, or --key, --identity and --issuer.",
    ]);
  });
});

/** No package of Debian has it: the suite is left out where it is not on the PATH, in CI too. */
const cosignMissing = spawnSync("cosign", ["version"], { stdio: "ignore" }).status !== 0;

describe.skipIf(withoutRegistry || cosignMissing)("signing by cosign", () => {
  let registry: TestRegistry;
  const env = { COSIGN_PASSWORD: "secret of the test" };
  beforeAll(async () => {
    registry = await startRegistry();
    for (const name of ["cosign", "other"])
      execFileSync("cosign", ["generate-key-pair", "--output-key-prefix", name], {
        cwd: project.folder,
        env: { ...process.env, ...env },
        stdio: "pipe",
      });
  }, 60_000);
  afterAll(async () => await registry?.stop());
  const place = () => `${registry.host}/signed`;
  const verify = (key: string) => project.run(["images", "verify", "--key", key, "--registry", place()], { env });

  it("is done by a key, once, and found again", async () => {
    const unsigned = await project.build(["--registry", place(), from()], { env });
    expect(unsigned.code, unsigned.stderr).toBe(0);
    const before = await verify("cosign.pub");
    expect(before.code).toBe(1);
    expect(before.stderr).toMatch(/error image-unsigned\n {2}Image "one" is not signed by cosign\.pub: .*no signatures found/);
    const signed = await project.build(["--sign", "--key", "cosign.key"], { env });
    expect(signed.code, signed.stderr).toBe(0);
    const after = await verify("cosign.pub");
    expect(after.code, after.stderr).toBe(0);
    const { digest } = project.lock().images["one"]![0]!;
    const signature = async () =>
      (await registryRepository(`${place()}/one`).manifest(`${digest.replace(":", "-")}.sig`))?.descriptor;
    const first = await signature();
    await project.build(["--sign", "--key", "cosign.key"], { env });
    expect(await signature()).toEqual(first);
  }, 120_000);

  it("does not count by another key, and fails without the right password", async () => {
    const other = await verify("other.pub");
    expect(other.code).toBe(1);
    expect(other.stderr).toContain('error image-unsigned\n  Image "one" is not signed by other.pub: ');
    const wrong = await project.build(["--registry", `${registry.host}/wrong`, "--sign", "--key", "cosign.key"], {
      env: { COSIGN_PASSWORD: "another" },
    });
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain(`error image-not-signed\n  Image "${registry.host}/wrong/one@sha256:`);
    expect(wrong.stderr).toContain("decrypt");
  }, 120_000);
});
