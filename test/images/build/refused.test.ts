import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestOf } from "../../../containers/oci/digest.ts";
import type { ImageIndex } from "../../../containers/oci/image-documents.ts";
import type { CliResult } from "../../helpers/cli.ts";
import { type TestBase, testBase } from "../helpers/base.ts";
import { pipelineOf, type TestProject, testProject } from "../helpers/project.ts";
import { startRegistry, withoutRegistry } from "../helpers/registry.ts";

let base: TestBase;
const projects: TestProject[] = [];
beforeAll(async () => {
  base = await testBase();
  if (base.missing !== undefined) throw new Error(base.missing);
}, 300_000);
afterAll(() => {
  for (const project of projects) project.remove();
});

const baseFolder = () => (base as { folder: string }).folder;
const from = () => `--base-from=oci:${baseFolder()}`;
const made = (files: Readonly<Record<string, string>> = { "pipeline.ts": pipelineOf(["say"]) }): TestProject => {
  const project = testProject(files);
  projects.push(project);
  return project;
};

/** The code of the first error, and no image and no lock. */
function expectRefused({ code, stdout, stderr }: CliResult, problem: string): void {
  expect(stderr).toMatch(new RegExp(`^error ${problem}\\b`, "m"));
  expect(stderr).not.toMatch(/\n {4}at .*:\d+:\d+\)?$/m); // no stack
  expect(code).toBe(1);
  expect(stdout).toBe("");
}

const pipelineWithFile = (file: string) => `import { component, file, pipeline } from "pipewright";
import { z } from "zod";
const say = component({ name: "say", params: { what: z.string() }, run: () => {} });
export default pipeline({ name: "secret" }, () => { say({ what: file("${file}") }); });
`;

describe.concurrent("a build is refused", () => {
  it("when nobody said where images go", async () => {
    const project = made();
    const built = await project.build([from()]);
    expectRefused(built, "registry-not-said");
    expect(built.stderr).toContain("pipewright build pipeline.ts --registry ghcr.io/me/taxi, or --oci out/images");
    expect(readdirSync(project.folder)).not.toContain("images.lock.json");
  });

  it("for a pipeline with problems, in its code too, though its code is being bundled by then", async () => {
    const wrong = pipelineOf(["say"]).replace('name: "speakers"', 'name: "Not A Name"');
    const project = made({
      "pipeline.ts": wrong.replace('({ said: "say" })', 'async () => ({ said: String(await import("./gone.ts")) })'),
    });
    const built = await project.build(["--oci", "out", from()]);
    expectRefused(built, "bundle-failed");
    expect(built.stderr).toMatch(/^error pipeline-name\b/m);
    expect(readdirSync(project.folder)).not.toContain("images.lock.json");
  });

  it("for a base that is not there", async () => {
    const none = await made().build(["--oci", "out", "--base-from=oci:nowhere"]);
    expectRefused(none, "base-not-found");
    expect(none.stderr).toContain("it has no index.json");
    const wrongName = await made().build(["--oci", "out", `${from()}:gpu`]);
    expectRefused(wrongName, "base-not-found");
    expect(wrongName.stderr).toContain('has nothing called "gpu"');
    const gpuPipeline = {
      "pipeline.ts": pipelineOf(["say"])
        .replace("import { component,", "import { component, gpu,")
        .replace("say();", "say().with({ resources: { gpu: gpu(1) } });"),
    };
    const gpu = await made(gpuPipeline).build(["--oci", "out", "--base-from", "gpu-cuda=oci:nowhere"]);
    expectRefused(gpu, "base-not-found");
    const unsaid = await made(gpuPipeline).build(["--oci", "out", from()]);
    expectRefused(unsaid, "base-not-said");
    expect(unsaid.stderr).toContain("--base-from gpu-cuda=ghcr.io/me/base-gpu-cuda:1");
  });

  it("for a base of another platform", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pipewright-amd64-"));
    try {
      onlyAmd64(folder);
      const built = await made().build(["--oci", "out", `--base-from=oci:${folder}`, "--platform", "linux/arm64"]);
      expectRefused(built, "base-platform-missing");
      expect(built.stderr).toContain("is there for linux/amd64 and not for linux/arm64");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("for a base whose bytes are not what they are called", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pipewright-broken-"));
    try {
      onlyAmd64(folder);
      const { manifests } = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as ImageIndex;
      const index = join(folder, "blobs", "sha256", manifests[0]!.digest.slice(7));
      writeFileSync(index, readFileSync(index, "utf8").replace(/\}\s*$/, " }"));
      const built = await made().build(["--oci", "out", `--base-from=oci:${folder}`]);
      expectRefused(built, "base-not-found");
      expect(built.stderr).toContain("has the digest sha256:");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("for a base without Node", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pipewright-nodeless-"));
    try {
      onlyAmd64(folder, (config) => ({ ...config, Entrypoint: ["/bin/sh"] }));
      const built = await made().build(["--oci", "out", `--base-from=oci:${folder}`]);
      expectRefused(built, "base-without-node");
      expect(built.stderr).toContain('["/bin/sh"]');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("with a lock that a merge has left broken, and so is a compile", async () => {
    const project = made();
    project.write("images.lock.json", '<<<<<<< HEAD\n{}\n=======\n{"format":1}\n>>>>>>> main\n');
    const built = await project.build(["--oci", "out", from()]);
    expectRefused(built, "images-lock-broken");
    expect(built.stderr).toContain("the marks of a merge");
    expectRefused(await project.run(["compile", "pipeline.ts"]), "images-lock-broken");
    expect(project.read("images.lock.json")).toContain("<<<<<<<");
  });

  it("before a secret enters a layer: a file, or a key in the code", async () => {
    const env = made({ "pipeline.ts": pipelineWithFile(".env"), ".env": "TOKEN=1\n" });
    const built = await env.build(["--oci", "out", from()]);
    expectRefused(built, "secret-in-image");
    expect(built.stderr).toMatch(/\.env holds the environment of this machine, and would lie in the image of component "say"/);
    expect(readdirSync(env.folder)).not.toContain("out");
    const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" });
    const code = made({
      "pipeline.ts": pipelineOf(["say"])
        .replace('said: "say"', "said: key")
        .replace("import { z }", 'import { key } from "./key.ts";\nimport { z }'),
      "key.ts": `export const key = ${JSON.stringify(key)};\n`,
    });
    const inCode = await code.build(["--oci", "out", from()]);
    expectRefused(inCode, "secret-in-image");
    expect(inCode.stderr).toContain("Its code, or a file that it imports, holds a private key");
    expect(inCode.stderr).not.toContain("PRIVATE KEY");
  });

  it("for code from outside of the project, and not for code of the same repository", async () => {
    const outside = mkdtempSync(join(tmpdir(), "pipewright-outside-"));
    try {
      mkdirSync(join(outside, "project"));
      writeFileSync(join(outside, "shared.ts"), 'export const said = "from outside";\n');
      const project = testProject(
        {
          "pipeline.ts": pipelineOf(["say"])
            .replace('said: "say"', "said")
            .replace("import { z }", 'import { said } from "../../shared.ts";\nimport { z }'),
        },
        join(outside, "project"),
      );
      const built = await project.build(["--oci", "out", from()]);
      expectRefused(built, "import-outside-project");
      expect(built.stderr).toContain('Component "say" imports ../../shared.ts, outside of the project');
      mkdirSync(join(outside, ".git"));
      const inRepository = await project.build(["--oci", "out", from()]);
      expect(inRepository.code, inRepository.stderr).toBe(0);
    } finally {
      rmSync(outside, { recursive: true });
    }
  }, 60_000);

  it("to a folder that can't be written", async () => {
    const project = made();
    project.write("out", "a file in the way");
    const built = await project.build(["--oci", "out/images", from()]);
    expectRefused(built, "image-not-written");
    expect(built.stderr).toContain("A part of the path is a file");
    expect(readdirSync(project.folder)).not.toContain("images.lock.json");
  });

  it("by an engine that is not there", async () => {
    const programs = mkdtempSync(join(tmpdir(), "pipewright-engines-"));
    for (const name of ["docker", "podman"]) writeFileSync(join(programs, name), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    const built = await made().build(["--load", from()], { env: { PATH: `${programs}:${process.env["PATH"]}` } });
    expectRefused(built, "image-engine-failed");
    expect(built.stderr).toContain("no container engine answers here");
    rmSync(programs, { recursive: true });
  });

  it.each([
    [["--push", "--load"], "--push and --load exclude each other."],
    [["--oci", "a", "--push"], "--push and --oci exclude each other."],
    [["--platform", "linux/s390x"], '--platform wants one of linux/amd64, linux/arm64, got "linux/s390x".'],
    [["--registry", "https://ghcr.io/me"], '"https://ghcr.io/me" is no place for images, such as ghcr.io/me.'],
    [["--base-from", "cpu="], '--base-from wants an image, such as oci:bases/cpu, got "cpu=".'],
    [["--bases"], "pipewright build has no option --bases."],
  ])("%j", async (args, said) => {
    const built = await made().build(["--registry", "localhost:1/a", ...args]);
    expect(built.stderr).toContain(`pipewright: ${said}`);
    expect(built.code).toBe(2);
  });
});

describe("a disk that is full", () => {
  it("leaves nothing half under a name, and a second try goes on", async ({ skip }) => {
    const disk = tinyDisk(40);
    if (disk === undefined) return skip("no disk of a few megabytes can be mounted here");
    const project = made();
    try {
      const out = join(disk, "images");
      const built = await project.build(["--oci", out, from()]);
      expectRefused(built, "image-not-written");
      expect(built.stderr).toContain("The disk is full");
      expect(readdirSync(out)).not.toContain("index.json");
      expect(readdirSync(project.folder)).not.toContain("images.lock.json");
      const there = readdirSync(join(out, "blobs", "sha256"));
      expect(there.filter((name) => !/^[0-9a-f]{64}$/.test(name))).toEqual([]);
      execFileSync("mount", ["-o", "remount,size=200m", disk]);
      const again = await project.build(["--oci", out, from()]);
      expect(again.code, again.stderr).toBe(0);
    } finally {
      execFileSync("umount", ["--lazy", disk]);
      rmSync(disk, { recursive: true });
    }
  }, 60_000);
});

describe.skipIf(withoutRegistry)("a registry that lets nobody in", () => {
  it("is told with the way out, and sends nothing", async () => {
    const registry = await startRegistry({ users: { me: "right" } });
    const docker = mkdtempSync(join(tmpdir(), "pipewright-docker-"));
    const login = (password: string) =>
      writeFileSync(
        join(docker, "config.json"),
        JSON.stringify({ auths: { [registry.host]: { auth: Buffer.from(`me:${password}`).toString("base64") } } }),
      );
    try {
      const project = made();
      const env = { DOCKER_CONFIG: docker, REGISTRY_AUTH_FILE: join(docker, "none.json") };
      const build = () => project.build(["--registry", `${registry.host}/a`, from()], { env });
      login("wrong");
      const wrong = await build();
      expectRefused(wrong, "registry-refused-login");
      expect(wrong.stderr).not.toContain(Buffer.from("me:wrong").toString("base64"));
      rmSync(join(docker, "config.json"));
      expectRefused(await build(), "registry-wants-login");
      login("right");
      const right = await build();
      expect(right.code, right.stderr).toBe(0);
    } finally {
      await registry.stop();
      rmSync(docker, { recursive: true });
    }
  }, 60_000);
});

describe("a dynamic import that can't be followed", () => {
  it("is told at its line, and what is written out is no concern", async () => {
    const lines = (call: string) => `import { component, pipeline } from "pipewright";
const load = component({ name: "load", run: async () => {
  const which = process.argv.length > 90 ? "./a.ts" : "./b.ts";
  ${call}
} });
export default pipeline({ name: "dynamic" }, () => { load(); });
`;
    const wrong = await made({ "pipeline.ts": lines("await import(which);") }).build(["--oci", "out", from()]);
    expect(wrong.code, wrong.stderr).toBe(0);
    expect(wrong.stderr).toMatch(/warning dynamic-import-unfollowed {2}pipeline\.ts:4:\d+\n {2}import\(which\) imports what/);
    const files = { "a.ts": "export {};\n", "b.ts": "export {};\n" };
    const right = await made({
      ...files,
      "pipeline.ts": lines('await (which === "./a.ts" ? import("./a.ts") : import("./b.ts"));'),
    });
    expect((await right.build(["--oci", "out", from()])).stderr).not.toContain("dynamic-import");
  }, 60_000);
});

/** A disk of a few megabytes; with CI=true there has to be one. */
function tinyDisk(mebibytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-full-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "tmpfs", folder], { stdio: "pipe" });
    return folder;
  } catch (error) {
    rmSync(folder, { recursive: true });
    if (process.env["CI"] !== undefined) throw error;
    return undefined;
  }
}

type Config = Readonly<Record<string, unknown>>;

/** A copy of the base with its first platform alone, its configuration changed. */
function onlyAmd64(folder: string, change: (config: Config) => Config = (config) => config): void {
  cpSync(baseFolder(), folder, { recursive: true });
  const read = (digest: string) => JSON.parse(readFileSync(join(folder, "blobs", "sha256", digest.slice(7)), "utf8"));
  const put = (document: unknown): { readonly digest: string; readonly size: number } => {
    const bytes = JSON.stringify(document);
    const digest = digestOf(bytes);
    writeFileSync(join(folder, "blobs", "sha256", digest.slice(7)), bytes);
    return { digest, size: bytes.length };
  };
  const layout = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as ImageIndex;
  const index = read(layout.manifests[0]!.digest) as ImageIndex;
  const amd64 = index.manifests.find(({ platform }) => platform?.architecture === "amd64")!;
  const manifest = read(amd64.digest);
  const config = read(manifest.config.digest);
  const newConfig = put({ ...config, config: change(config.config) });
  const newManifest = put({ ...manifest, config: { ...manifest.config, ...newConfig } });
  const newIndex = put({ ...index, manifests: [{ ...amd64, ...newManifest }] });
  writeFileSync(join(folder, "index.json"), JSON.stringify({ ...layout, manifests: [{ ...layout.manifests[0], ...newIndex }] }));
}
