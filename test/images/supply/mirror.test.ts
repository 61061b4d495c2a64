import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registryRepository } from "../../../containers/registry/registry-repository.ts";
import { type TestBase, testBase } from "../helpers/base.ts";
import { startFaultProxy } from "../helpers/fault-proxy.ts";
import { programMissing } from "../helpers/program-missing.ts";
import { type TestProject, testProject } from "../helpers/project.ts";
import { startRegistry, type TestRegistry, withoutRegistry } from "../helpers/registry.ts";
import { smallImage } from "../helpers/small-image.ts";

const pipelineWith = (image: string): string => `import { component, container, pipeline } from "pipewright";
import { z } from "zod";
const say = component({ name: "say", outputs: { said: z.string() }, run: () => ({ said: "hello" }) });
const list = container({ name: "list", image: "${image}", command: ["ls"] });
export default pipeline({ name: "mirrored" }, () => { say(); list(); });
`;

/** What the registry logged of blobs that were put. */
const uploads = (registry: TestRegistry): number => (registry.log().match(/"PUT \/v2\/[^"]*\/blobs\/uploads\//g) ?? []).length;

describe.skipIf(withoutRegistry || programMissing("skopeo") !== undefined)("pipewright images mirror", () => {
  let origin: TestRegistry;
  let own: TestRegistry;
  let project: TestProject;
  let foreign: string;
  let nodeBase: string;

  beforeAll(async () => {
    const [first, second, base]: readonly [TestRegistry, TestRegistry, TestBase] = await Promise.all([
      startRegistry(),
      startRegistry(),
      testBase(),
    ]);
    [origin, own] = [first, second];
    if (base.missing !== undefined) throw new Error(base.missing);
    foreign = `${origin.host}/tools/list:1.0`;
    nodeBase = `${origin.host}/bases/node:24`;
    const there = registryRepository(`${origin.host}/tools/list`);
    const { layer, config, manifest } = smallImage("a tool of somebody else");
    for (const blob of [layer, config]) await there.putBlob(blob);
    await there.putManifest("1.0", manifest);
    const copy = ["copy", "--quiet", "--all", "--dest-tls-verify=false", `oci:${base.folder}:cpu`, `docker://${nodeBase}`];
    execFileSync("skopeo", copy, { stdio: "pipe" });
    project = testProject({ "pipeline.ts": pipelineWith(foreign) });
    const built = await project.build(["--registry", `${own.host}/images`, `--base-from=${nodeBase}`]);
    if (built.code !== 0) throw new Error(built.stderr);
  }, 300_000);
  afterAll(async () => {
    project?.remove();
    await Promise.all([origin?.stop(), own?.stop()]);
  });

  const target = () => `${own.host}/mirror`;
  const mirrored = (name: string) => `${target()}/${name.replace(":", "-")}`;

  it("copies by digest, over a line that breaks, and leaves the lock as it was until all is there", async () => {
    const before = project.read("images.lock.json");
    const proxy = await startFaultProxy(own.host);
    try {
      // everything of the foreign image is refused, after the base is there
      proxy.faults = ({ method, path }) =>
        method === "PUT" && path.includes("/tools/list/manifests/")
          ? { type: "answer", status: 400, body: '{"errors":[{"code":"MANIFEST_INVALID","message":"not today"}]}' }
          : undefined;
      const refused = await project.run(["images", "mirror", `${proxy.host}/mirror`]);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain("error registry-refuses-content");
      expect(refused.stderr).toContain("not today");
      expect(project.read("images.lock.json")).toBe(before);
    } finally {
      await proxy.stop();
    }
    const again = await project.run(["images", "mirror", target()]);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr).toContain(`${nodeBase}: nothing was to be sent`);
    const { bases, foreign: digests, mirrors } = project.lock();
    expect(again.stdout).toBe(`${mirrored(nodeBase)}@${bases["cpu"]!.digest}\n${mirrored(foreign)}@${digests[foreign]}\n`);
    expect(mirrors).toEqual({
      [nodeBase]: `${mirrored(nodeBase)}@${bases["cpu"]!.digest}`,
      [foreign]: `${mirrored(foreign)}@${digests[foreign]}`,
    });
    expect(bases["cpu"]).toEqual({
      from: mirrored(nodeBase),
      digest: (JSON.parse(before) as typeof bases & { bases: typeof bases }).bases["cpu"]!.digest,
    });
  }, 120_000);

  it("makes an image of which other tools see the same digest and all platforms", () => {
    const inspect = (name: string) =>
      execFileSync("skopeo", ["inspect", "--raw", "--tls-verify=false", `docker://${name}`], { encoding: "utf8", stdio: "pipe" });
    expect(inspect(mirrored(nodeBase))).toBe(inspect(nodeBase));
    expect(inspect(mirrored(foreign))).toBe(inspect(foreign));
    expect(JSON.parse(inspect(mirrored(nodeBase))).manifests).toHaveLength(2);
  });

  it("is what manifests and builds use from then on, also when the origin is gone", async () => {
    const { digest } = project.lock().images["say"]![0]!;
    await origin.stop();
    const compiled = await project.run(["compile", "pipeline.ts", "--stdout"]);
    expect(compiled.stdout).toContain(`${mirrored(foreign)}@${project.lock().foreign[foreign]}`);
    project.write("pipeline.ts", pipelineWith(foreign).replace('"hello" })', '"good bye" })'));
    const built = await project.build([]);
    expect(built.code, built.stderr).toBe(0);
    expect(project.lock().images["say"]![0]!.digest).not.toBe(digest);
    expect(project.lock().mirrors?.[foreign]).toContain(mirrored(foreign));
    const verified = await project.run(["images", "verify"]);
    expect(verified.code, verified.stderr).toBe(0);
    expect(verified.stderr).toBe("");
    const nothing = await project.run(["images", "mirror", target(), "--json"]);
    expect(nothing.code, nothing.stderr).toBe(0);
    expect(JSON.parse(nothing.stdout)).toEqual([expect.objectContaining({ from: foreign, sentBytes: 0 })]);
  }, 60_000);

  it("mounts what lies in the same registry instead of sending it", async () => {
    const before = uploads(own);
    const second = await project.run(["images", "mirror", `${own.host}/second`]);
    expect(second.code, second.stderr).toBe(0); // though the origin is gone: the first mirror has it
    expect(project.lock().mirrors?.[foreign]).toContain(`${own.host}/second/`);
    expect(second.stderr).toContain(`${mirrored(nodeBase)}: nothing was to be sent`);
    expect(uploads(own)).toBe(before);
    expect(
      await registryRepository(
        `${own.host}/second/${own.host.replace(":", "-")}/mirror/${nodeBase.replace(":", "-").replace(/:24$/, "")}`,
      ).tags(),
    ).toEqual(["24"]);
  }, 60_000);

  it("does not name a mirror of another digest", async () => {
    const lock = project.lock();
    const other = `sha256:${"0".repeat(64)}`;
    project.write("images.lock.json", JSON.stringify({ ...lock, foreign: { [foreign]: other } }));
    const compiled = await project.run(["compile", "pipeline.ts", "--stdout"]);
    expect(compiled.stdout).toContain(`${foreign}@${other}`);
    const gone = await startRegistry();
    try {
      const name = `${gone.host}/tools/list:1.0`;
      project.write("images.lock.json", JSON.stringify({ ...lock, foreign: { [name]: other }, mirrors: {} }));
      const refused = await project.run(["images", "mirror", target()]);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain(
        `error mirror-source-gone\n  Image "${name}" is not in ${gone.host}/tools/list any more: there is no ${other}, which images.lock.json has.`,
      );
    } finally {
      await gone.stop();
    }
    project.write("images.lock.json", JSON.stringify({ ...lock, mirrors: { [foreign]: "somewhere" } }));
    const broken = await project.run(["images", "list"]);
    expect(broken.stderr).toContain(`"images.lock.json" can't be read: the mirror of image "${foreign}" has no digest.`);
  }, 60_000);

  it("wants one place", async () => {
    const none = await project.run(["images", "mirror"]);
    expect([none.code, none.stderr]).toEqual([
      2,
      "pipewright: pipewright images mirror wants a place in a registry, such as: pipewright images mirror ghcr.io/me/mirror\n",
    ]);
    expect((await project.run(["images", "mirror", "https://ghcr.io/x"])).stderr).toContain("is no place for images");
  });
});
