import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImageIndex, ImageManifest } from "../../../containers/oci/image-documents.ts";
import { registryRepository } from "../../../containers/registry/registry-repository.ts";
import { artifactTypes, attached } from "../../../containers/supply/artifact.ts";
import type { Bom } from "../../../containers/supply/cyclonedx.ts";
import { root } from "../../helpers/cli.ts";
import { type TestBase, testBase } from "../helpers/base.ts";
import { startFaultProxy } from "../helpers/fault-proxy.ts";
import { otherRegistry, startOtherRegistry } from "../helpers/other-registry.ts";
import { programMissing } from "../helpers/program-missing.ts";
import { pipelineOf, type TestProject, testProject } from "../helpers/project.ts";
import { startRegistry, type TestRegistry, withoutRegistry } from "../helpers/registry.ts";

let registry: TestRegistry;
let base: TestBase;
let project: TestProject;
const from = () => `--base-from=oci:${(base as { folder: string }).folder}`;
const both = ["--platform", "linux/amd64,linux/arm64"];

/** What skopeo reads, who knows nothing of how it was put there. */
const raw = <T>(reference: string): T => {
  const tls = reference.startsWith("docker:") ? ["--tls-verify=false"] : [];
  return JSON.parse(execFileSync("skopeo", ["inspect", "--raw", ...tls, reference], { encoding: "utf8", stdio: "pipe" })) as T;
};
const tagOf = (digest: string): string => digest.replace(":", "-");
const git = (...args: readonly string[]): string =>
  execFileSync("git", ["-C", project.folder, "-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
    encoding: "utf8",
  }).trim();

interface Statement {
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicate: {
    readonly buildDefinition: { readonly resolvedDependencies: readonly Readonly<Record<string, unknown>>[] };
  };
}

describe.skipIf(withoutRegistry || programMissing("skopeo") !== undefined)("what belongs to an image", () => {
  beforeAll(async () => {
    [registry, base] = await Promise.all([startRegistry(), testBase()]);
    if (base.missing !== undefined) throw new Error(base.missing);
    project = testProject({ "pipeline.ts": pipelineOf(["one"]), ".gitignore": "node_modules\n.pipewright\nimages.lock.json\n" });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "-m", "first");
  }, 300_000);
  afterAll(async () => {
    project?.remove();
    await registry?.stop();
  });
  const place = () => `${registry.host}/attested`;
  const repository = () => registryRepository(`${place()}/one`);
  const locked = () => project.lock().images["one"]![0]!;

  it("is a bill of materials for each platform, valid by CycloneDX's schema, that names what is in it", async () => {
    const built = await project.build(["--registry", place(), from(), ...both]);
    expect(built.code, built.stderr).toBe(0);
    const zod = JSON.parse(readFileSync(join(root, "node_modules/zod/package.json"), "utf8")) as { version: string };
    for (const architecture of ["amd64", "arm64"] as const) {
      const { digest } = locked().platforms[`linux/${architecture}`]!;
      const list = raw<ImageIndex>(`docker://${place()}/one:${tagOf(digest)}`);
      expect(list.manifests.map(({ artifactType }) => artifactType)).toEqual(["application/vnd.cyclonedx+json"]);
      const [text, ...others] = await attached(repository(), digest, artifactTypes.sbom);
      expect(others).toEqual([]);
      expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text!)).toBeNull();
      const bom = JSON.parse(text!) as Bom;
      expect(bom.metadata.component.hashes).toEqual([{ alg: "SHA-256", content: digest.slice(7) }]);
      expect(bom.metadata.component.purl).toContain(`arch=${architecture}`);
      expect(bom.components.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["node", "app/main.mjs", "app/main.mjs.map", "pipewright", "zod"]),
      );
      expect(bom.components.find(({ name }) => name === "zod")!.version).toBe(zod.version);
      const program = bom.components.find(({ name }) => name === "app/main.mjs")!;
      expect(program.hashes![0]!.content).toBe(createHash("sha256").update(programIn(locked().tag)).digest("hex"));
    }
  }, 120_000);

  /** The program as the local runner has it. */
  const programIn = (tag: string): Buffer =>
    readFileSync(join(project.folder, ".pipewright/bundles", tag.slice(0, 18), "main.mjs"));

  it("is how it was made, by in-toto and SLSA: from which commit, on which base", async () => {
    const { digest, tag } = locked();
    expect(raw<ImageIndex>(`docker://${place()}/one:${tagOf(digest)}`).manifests[0]).toMatchObject({
      artifactType: "application/vnd.in-toto+json",
      annotations: { "in-toto.io/predicate-type": "https://slsa.dev/provenance/v1" },
    });
    const [text] = await attached(repository(), digest, artifactTypes.provenance);
    const { subject, predicate, ...rest } = JSON.parse(text!) as Statement;
    expect(rest).toEqual({ _type: "https://in-toto.io/Statement/v1", predicateType: "https://slsa.dev/provenance/v1" });
    expect(subject[0]).toEqual({ name: `${place()}/one`, digest: { sha256: digest.slice(7) } });
    expect(subject).toHaveLength(3);
    const commit = git("rev-parse", "HEAD");
    expect(predicate.buildDefinition).toMatchObject({
      externalParameters: { component: "one", pipeline: "speakers", variant: "cpu" },
      internalParameters: { recipe: locked().recipe },
      resolvedDependencies: [
        { name: "base", digest: { sha256: project.lock().bases["cpu"]!.digest.slice(7) } },
        {
          name: "source",
          uri: `git+https://example.org/project@${commit}`,
          digest: { gitCommit: commit },
          annotations: { "dev.pipewright.changed": false },
        },
      ],
    });
    expect(raw<ImageIndex>(`docker://${place()}/one:${tag}`).manifests).toHaveLength(2); // the image itself says nothing of them
  });

  it("changes with a commit where the image does not", async () => {
    project.write("notes.txt", "nothing that an image holds\n");
    const before = locked();
    git("add", ".");
    git("commit", "--quiet", "-m", "second");
    const elsewhere = await project.build(["--registry", `${registry.host}/second`]);
    expect(elsewhere.code, elsewhere.stderr).toBe(0);
    expect(locked().digest).toBe(before.digest);
    const [text] = await attached(registryRepository(`${registry.host}/second/one`), before.digest, artifactTypes.provenance);
    const source = (JSON.parse(text!) as Statement).predicate.buildDefinition.resolvedDependencies[1];
    expect(source).toMatchObject({ digest: { gitCommit: git("rev-parse", "HEAD") } });
    await project.build(["--registry", place()]);
    expect(await attached(repository(), before.digest, artifactTypes.provenance)).toHaveLength(1);
  }, 60_000);

  it("says that files differ from the commit", async () => {
    project.write("notes.txt", "other words\n");
    await project.build(["--registry", `${registry.host}/third`]);
    const [text] = await attached(registryRepository(`${registry.host}/third/one`), locked().digest, artifactTypes.provenance);
    const source = (JSON.parse(text!) as Statement).predicate.buildDefinition.resolvedDependencies[1];
    expect(source).toMatchObject({ annotations: { "dev.pipewright.changed": true } });
  }, 60_000);

  it("is left out when asked, and a bill is added later; how it was made nobody knows then", async () => {
    const fourth = `${registry.host}/fourth`;
    expect((await project.build(["--registry", fourth, "--no-attestations"])).code).toBe(0);
    const there = registryRepository(`${fourth}/one`);
    const { digest, platforms } = locked();
    expect(await there.referrers(digest)).toEqual([]);
    expect(await there.referrers(platforms["linux/amd64"]!.digest)).toEqual([]);
    const again = await project.build([]);
    expect(again.stderr).toContain("nothing was to be built");
    expect(await there.referrers(platforms["linux/amd64"]!.digest, artifactTypes.sbom)).toHaveLength(1);
    expect(await there.referrers(digest)).toEqual([]);
    await project.build([]);
    expect(await there.referrers(platforms["linux/amd64"]!.digest)).toHaveLength(1);
  }, 60_000);

  it("lies in an OCI layout too, where others find it", async () => {
    const built = await project.build(["--oci", "out/images"]);
    expect(built.code, built.stderr).toBe(0);
    const folder = join(project.folder, "out/images");
    const { digest, platforms } = locked();
    const list = raw<ImageIndex>(`oci:${folder}:one:${tagOf(platforms["linux/arm64"]!.digest)}`);
    expect(list.manifests).toHaveLength(1);
    const blob = (name: string): Buffer => readFileSync(join(folder, "blobs", name.replace(":", "/")));
    const artifact = JSON.parse(blob(list.manifests[0]!.digest).toString()) as ImageManifest & { readonly subject: object };
    expect(artifact.subject).toMatchObject({ digest: platforms["linux/arm64"]!.digest });
    expect(blob(artifact.layers[0]!.digest).toString()).toContain('"bomFormat":"CycloneDX"');
    expect(raw<ImageIndex>(`oci:${folder}:one:${tagOf(digest)}`).manifests[0]!.artifactType).toBe("application/vnd.in-toto+json");
  }, 60_000);

  it("is there before a tag leads to the image", async () => {
    const proxy = await startFaultProxy(registry.host);
    try {
      expect((await project.build(["--registry", `${proxy.host}/order`])).code).toBe(0);
      const puts = proxy.seen.filter(({ method, path }) => method === "PUT" && path.includes("/manifests/"));
      const names = puts.map(({ path }) => path.slice(path.lastIndexOf("/") + 1));
      expect(names.length).toBeGreaterThan(6);
      expect(names.indexOf(locked().tag)).toBe(names.length - 1);
      expect(names).toContain(tagOf(locked().digest));
    } finally {
      await proxy.stop();
    }
  }, 60_000);

  it("is left out, with a warning, where a registry does not take it", async () => {
    const proxy = await startFaultProxy(registry.host);
    try {
      let byDigest = 0;
      proxy.faults = ({ method, path }) => {
        // a manifest for each platform and the index come first
        const isDocument = method === "PUT" && /\/manifests\/sha256:/.test(path) && ++byDigest > 3;
        const body = '{"errors":[{"code":"MANIFEST_INVALID","message":"unknown field"}]}';
        return isDocument ? { type: "answer", status: 400, body } : undefined;
      };
      const built = await project.build(["--registry", `${proxy.host}/old`]);
      expect(built.code, built.stderr).toBe(0);
      expect(built.stderr).toContain(
        `warning attestations-refused\n  ${proxy.host}/old/one takes no documents beside images: Registry ${proxy.host}, old/one: `,
      );
      expect((await registryRepository(`${registry.host}/old/one`).manifest(locked().tag))?.descriptor.digest).toBe(
        locked().digest,
      );
    } finally {
      await proxy.stop();
    }
    const verified = await project.run(["images", "verify", "--registry", `${registry.host}/old`]);
    expect(verified.code).toBe(1);
    expect(verified.stderr).toContain("error sbom-missing");
  }, 60_000);

  it.skipIf(otherRegistry.file === undefined && process.env["CI"] === undefined)(
    "is listed by a registry that keeps such lists itself",
    async () => {
      const other = await startOtherRegistry();
      try {
        const built = await project.build(["--registry", `${other.host}/attested`]);
        expect(built.code, built.stderr).toBe(0);
        const { digest, platforms } = locked();
        const there = registryRepository(`${other.host}/attested/one`);
        expect(await there.referrers(digest, artifactTypes.provenance)).toHaveLength(1);
        expect(await there.referrers(platforms["linux/amd64"]!.digest, artifactTypes.sbom)).toHaveLength(1);
        const answer = await fetch(`http://${other.host}/v2/attested/one/referrers/${digest}`);
        expect(((await answer.json()) as ImageIndex).manifests).toHaveLength(1);
      } finally {
        await other.stop();
      }
    },
    60_000,
  );
});
