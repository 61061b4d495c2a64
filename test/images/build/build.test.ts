import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registryRepository } from "../../../containers/registry/registry-repository.ts";
import type { CliResult } from "../../helpers/cli.ts";
import { type TestBase, testBase } from "../helpers/base.ts";
import { programMissing } from "../helpers/program-missing.ts";
import { builtName, pipelineOf, type TestProject, testProject } from "../helpers/project.ts";
import { startRegistry, type TestRegistry, withoutRegistry } from "../helpers/registry.ts";

const names = ["one", "two", "three"];
let registry: TestRegistry;
let base: TestBase;
let project: TestProject;
const from = () => `--base-from=oci:${(base as { folder: string }).folder}`;

describe.skipIf(withoutRegistry || programMissing("skopeo") !== undefined)("pipewright build into a registry", () => {
  beforeAll(async () => {
    [registry, base] = await Promise.all([startRegistry(), testBase()]);
    if (base.missing !== undefined) throw new Error(base.missing);
    project = testProject({ "pipeline.ts": pipelineOf(names) });
  }, 300_000);
  afterAll(async () => {
    project?.remove();
    await registry?.stop();
  });

  const place = () => `${registry.host}/speakers`;
  const sent = ({ stdout }: CliResult): number =>
    stdout
      .trim()
      .split("\n")
      .reduce((sum, line) => sum + (JSON.parse(line) as { sentBytes: number }).sentBytes, 0);

  it("sends the base once and each component's own layer, and says each image by its digest", async () => {
    const built = await project.build(["--registry", place(), from(), "--platform", "linux/amd64,linux/arm64"]);
    expect(built.code, built.stderr).toBe(0);
    expect(built.stdout.trim().split("\n")).toHaveLength(3);
    for (const name of names)
      expect(builtName(built, name)).toMatch(new RegExp(`^${place()}/${name}:c-[0-9a-f]{16}-[0-9a-f]{16}@sha256:[0-9a-f]{64}$`));
    expect(built.stderr).toMatch(/3 images in \S+: 3 new, [\d.]+ MB written/);
    const [one] = project.lock().images["one"]!;
    const bothPlatforms = one!.platforms["linux/amd64"]!.bytes + one!.platforms["linux/arm64"]!.bytes;
    const total = Number(/([\d.]+) MB written/.exec(built.stderr)?.[1]) * 1e6;
    expect(total).toBeGreaterThan(bothPlatforms * 0.95);
    expect(total).toBeLessThan(bothPlatforms * 1.1);
  }, 120_000);

  it("makes indexes that others' tools take, platform by platform", async () => {
    const { tag, digest } = project.lock().images["one"]![0]!;
    const repository = registryRepository(`${place()}/one`);
    expect((await repository.manifest(tag))?.descriptor.digest).toBe(digest);
    const skopeo = (...args: readonly string[]) =>
      JSON.parse(execFileSync("skopeo", ["inspect", "--tls-verify=false", ...args], { encoding: "utf8" }));
    const reference = `docker://${place()}/one:${tag}`;
    const index = skopeo("--raw", reference);
    expect(index.manifests.map((one: { platform: object }) => one.platform)).toMatchObject([
      { os: "linux", architecture: "amd64" },
      { os: "linux", architecture: "arm64" },
    ]);
    for (const architecture of ["amd64", "arm64"]) {
      const { config, created } = skopeo("--override-arch", architecture, "--config", reference);
      expect(created).toBe("1970-01-01T00:00:00Z");
      expect(config).toMatchObject({
        User: "65532:65532",
        WorkingDir: "/app",
        Entrypoint: ["/nodejs/bin/node", "/app/main.mjs"],
        Labels: {
          "dev.pipewright.component": "one",
          "org.opencontainers.image.title": "one",
          "org.opencontainers.image.source": "https://example.org/project",
        },
      });
      expect(config.Env[0]).toMatch(/^PATH=\/nodejs\/bin:/);
    }
  });

  it("builds nothing that is there, also for somebody without the lock", async () => {
    const lock = project.read("images.lock.json");
    const again = await project.build([]);
    expect(again.stderr).toContain("3 images in");
    expect(again.stderr).toContain("nothing was to be built");
    project.write("images.lock.json", lock.replace(/"images": \{[\s\S]*\n \},/, '"images": {},'));
    expect(project.lock().images).toEqual({});
    const third = await project.build([]);
    expect(third.stderr).toContain("nothing was to be built");
    expect(project.read("images.lock.json")).toBe(lock);
  }, 60_000);

  it("sends one layer more when one component changes", async () => {
    // each component is a module of its own: what one says is no part of the others' code
    const own = testProject({
      "pipeline.ts": `import { pipeline } from "pipewright";\n${names.map((name) => `import { ${name} } from "./${name}.ts";`).join("\n")}\nexport default pipeline({ name: "speakers" }, () => { ${names.map((name) => `${name}();`).join(" ")} });\n`,
      ...Object.fromEntries(names.map((name) => [`${name}.ts`, moduleOf(name, "hello")])),
    });
    try {
      await own.build(["--registry", `${registry.host}/own`, from()]);
      const before = own.lock();
      own.write("two.ts", moduleOf("two", "good bye"));
      const changed = await own.build(["--json"]);
      const lines = changed.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(lines.map(({ component, isNew }) => [component, isNew])).toEqual([
        ["one", false],
        ["three", false],
        ["two", true],
      ]);
      expect(sent(changed)).toBeGreaterThan(100);
      expect(sent(changed)).toBeLessThan(2 ** 20);
      const after = own.lock();
      expect(after.images["one"]).toEqual(before.images["one"]);
      expect(after.images["two"]![0]!.digest).not.toBe(before.images["two"]![0]!.digest);
      expect(after.images["two"]).toHaveLength(1);
    } finally {
      own.remove();
    }
  }, 60_000);

  it("puts a tag right that leads to something else than was built", async () => {
    const { tag, digest } = project.lock().images["one"]![0]!;
    const repository = registryRepository(`${place()}/one`);
    const other = (await registryRepository(`${place()}/two`).manifest(project.lock().images["two"]![0]!.tag))!;
    const { manifests } = JSON.parse(Buffer.from(other.bytes).toString()) as { manifests: { digest: string }[] };
    execFileSync(
      "skopeo",
      ["copy", "--quiet", "--all", "--src-tls-verify=false", "--dest-tls-verify=false"].concat(
        `docker://${place()}/two@${other.descriptor.digest}`,
        `docker://${place()}/one:${tag}`,
      ),
      { stdio: "pipe" },
    );
    expect(manifests).toHaveLength(2);
    expect((await repository.manifest(tag))?.descriptor.digest).not.toBe(digest);
    const built = await project.build([]);
    expect(built.stderr).toMatch(/^one: new/m);
    expect((await repository.manifest(tag))?.descriptor.digest).toBe(digest);
  }, 60_000);

  it("is what compile names, and says so when code has changed since", async () => {
    const manifest = imagesIn(await project.run(["compile", "pipeline.ts", "--stdout"]));
    const lock = project.lock();
    for (const name of names) {
      const { tag, digest } = lock.images[name]![0]!;
      expect(manifest).toContain(`${place()}/${name}:${tag}@${digest}`);
    }
    project.write("pipeline.ts", pipelineOf(names).replace('({ said: "two" })', '({ said: "zwei" })'));
    const changed = await project.run(["compile", "pipeline.ts", "--stdout"]);
    expect(changed.code).toBe(0);
    expect(changed.stderr).toContain("warning image-not-built");
    expect(changed.stderr).toContain("pipewright build pipeline.ts");
    const ran = await project.run(["run", "pipeline.ts", "--quiet"]);
    expect(ran.stderr).not.toContain("image-not-built");
    expect(ran.code, ran.stderr).toBe(0);
    project.write("pipeline.ts", pipelineOf(names));
    expect((await project.run(["run", "pipeline.ts", "--quiet"])).code).toBe(0); // images by digest, and their code is found here
  }, 60_000);

  it("mounts the base within a registry instead of sending it", async () => {
    const folder = (base as { folder: string }).folder;
    execFileSync(
      "skopeo",
      ["copy", "--quiet", "--all", "--dest-tls-verify=false", `oci:${folder}:cpu`, `docker://${registry.host}/bases/node:24`],
      { stdio: "pipe" },
    );
    const own = testProject({ "pipeline.ts": pipelineOf(["alone"]) });
    try {
      const built = await own.build([
        "--registry",
        `${registry.host}/mounted`,
        `--base-from=${registry.host}/bases/node:24`,
        "--json",
      ]);
      expect(built.code, built.stderr).toBe(0);
      expect(sent(built)).toBeLessThan(2 ** 20);
      expect(own.lock().bases["cpu"]).toMatchObject({ from: `${registry.host}/bases/node:24` });
      // the tag leads elsewhere by now: the lock's base stays, and that is said
      execFileSync(
        "skopeo",
        ["copy", "--quiet", "--dest-tls-verify=false", `oci:${folder}:cpu`, `docker://${registry.host}/bases/node:24`],
        { stdio: "pipe" },
      );
      own.write("pipeline.ts", pipelineOf(["alone"]).replace('({ said: "alone" })', '({ said: "allein" })'));
      const changed = await own.build([]);
      expect(changed.stderr).toContain("warning base-changed");
      const pinned = own.lock().bases["cpu"]!.digest;
      const updated = await own.build(["--update-bases"]);
      expect(updated.stderr).not.toContain("base-changed");
      expect(own.lock().bases["cpu"]!.digest).not.toBe(pinned);
    } finally {
      own.remove();
    }
  }, 60_000);

  it("pins other people's images by what their tags lead to", async () => {
    const own = testProject({
      "pipeline.ts": `import { container, pipeline } from "pipewright";
const list = container({ name: "list", image: "${registry.host}/bases/node:24", command: ["node", "-v"] });
const away = container({ name: "away", image: "127.0.0.1:1/nobody/there:1", command: ["true"] });
export default pipeline({ name: "foreign" }, () => { list(); away(); });
`,
    });
    try {
      const built = await own.build(["--oci", "out/images"]);
      expect(built.code, built.stderr).toBe(0);
      expect(built.stderr).toContain("warning foreign-image-unpinned");
      const digest = own.lock().foreign[`${registry.host}/bases/node:24`]!;
      const manifest = imagesIn(await own.run(["compile", "pipeline.ts", "--stdout"]));
      expect(manifest).toContain(`${registry.host}/bases/node:24@${digest}`);
      expect(manifest).toContain("127.0.0.1:1/nobody/there:1");
    } finally {
      own.remove();
    }
  }, 120_000);
});

describe("a step that asks for a GPU", () => {
  it("has an image of its own, on a base for GPUs, beside that of the same component without", async () => {
    const found = await testBase();
    if (found.missing !== undefined) throw new Error(found.missing);
    const own = testProject({
      "pipeline.ts": pipelineOf(["say"])
        .replace("import { component,", "import { component, gpu,")
        .replace("say();", "say(); say().with({ resources: { gpu: gpu(1) } });"),
    });
    try {
      const args = [`--base-from=oci:${found.folder}:cpu`, `--base-from=gpu-cuda=oci:${found.folder}:cpu`];
      const built = await own.build(["--oci", "out", "--platform=linux/amd64,linux/arm64", ...args]);
      expect(built.code, built.stderr).toBe(0);
      const { images, bases } = own.lock();
      expect(Object.keys(images)).toEqual(["say", "say+gpu-cuda"]);
      expect(Object.keys(bases)).toEqual(["cpu", "gpu-cuda"]);
      const [plain, cuda] = [images["say"]![0]!, images["say+gpu-cuda"]![0]!];
      expect(cuda.recipe["bundle"]).toBe(plain.recipe["bundle"]);
      expect([plain, cuda].map(({ platforms }) => Object.keys(platforms))).toEqual([
        ["linux/amd64", "linux/arm64"],
        ["linux/amd64"], // there is no CUDA base for another
      ]);
      const named = imagesIn(await own.run(["compile", "pipeline.ts", "--stdout"]));
      expect(named.map((name) => name.split("@")[1]).toSorted()).toEqual([plain.digest, cuda.digest].toSorted());
    } finally {
      own.remove();
    }
  }, 120_000);
});

const imagesIn = ({ stdout }: { readonly stdout: string }): readonly string[] =>
  [...stdout.matchAll(/^\s*image: "?([^"\n]+)"?$/gm)].map(([, image]) => image!);

function moduleOf(name: string, said: string): string {
  return `import { component } from "pipewright";
import { z } from "zod";
export const ${name} = component({ name: "${name}", outputs: { said: z.string() }, run: () => ({ said: "${said} from ${name}" }) });
`;
}
