import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { podmanProgram, removePodman } from "../../pods/helpers/podman.ts";
import { type TestBase, testBase } from "../helpers/base.ts";
import { programMissing } from "../helpers/program-missing.ts";
import { type TestProject, testProject } from "../helpers/project.ts";

const source = `import { component, file, pipeline } from "pipewright";
import { z } from "zod";
const greet = component({
  name: "greet",
  params: { who: z.string() },
  outputs: { greeting: z.string() },
  run: ({ params }) => ({ greeting: \`Hello, \${params.who}, from \${process.execPath} as \${process.getuid?.()}\` }),
});
const read = component({
  name: "read",
  params: { names: z.string(), greeting: z.string() },
  outputs: { said: z.string() },
  run: async ({ params, log }) => {
    const { readFile } = await import("node:fs/promises");
    const said = \`\${await readFile(params.names, "utf8")} \${params.greeting}\`;
    log.info(said);
    return { said };
  },
});
export default pipeline({ name: "loaded" }, () => {
  const { greeting } = greet({ who: "you" });
  read({ names: file("names.txt"), greeting });
});
`;

describe.skipIf(programMissing("podman") !== undefined)("pipewright build --load", () => {
  let base: TestBase;
  let project: TestProject;
  let folder: string;
  let podman: string;
  let env: Readonly<Record<string, string>>;

  beforeAll(async () => {
    base = await testBase();
    if (base.missing !== undefined) throw new Error(base.missing);
    folder = mkdtempSync(join(tmpdir(), "pipewright-podman-"));
    podman = podmanProgram(folder); // first in the PATH, and without docker
    writeFileSync(join(folder, "docker"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    writeFileSync(podman, readFileSync(podman, "utf8").replace("exec podman", `exec ${which("podman")}`));
    env = { PATH: `${folder}:${process.env["PATH"]}` };
    project = testProject({ "pipeline.ts": source, "names.txt": "Ada" });
  }, 300_000);
  afterAll(() => {
    project?.remove();
    removePodman(podman, folder);
  });

  it("gives podman images that it finds by tag and by digest", async () => {
    const built = await project.build(["--load", `--base-from=oci:${(base as { folder: string }).folder}`], { env });
    expect(built.code, built.stderr).toBe(0);
    for (const name of built.stdout.trim().split("\n")) {
      execFileSync(podman, ["image", "exists", name]);
      execFileSync(podman, ["image", "exists", name.split("@")[0]!]);
    }
    const names = execFileSync(podman, ["images", "--format", "{{.Repository}}"], { encoding: "utf8" });
    expect(names.trim().split("\n").toSorted()).toEqual(["localhost:5000/pipewright/greet", "localhost:5000/pipewright/read"]);
    const again = await project.build(["--load"], { env });
    expect(again.stderr).toContain("nothing was to be built");
  }, 120_000);

  it("is what pipewright run --executor container runs: as its user, with its files, by the base's Node", async () => {
    const ran = await project.run(["run", "pipeline.ts", "--executor", "container", "--no-cache"], {
      env,
      timeoutMilliseconds: 120_000,
    });
    expect(ran.code, ran.stderr + ran.stdout).toBe(0);
    const logs = await project.run(["logs", "last"]);
    expect(logs.stdout).toMatch(/Ada Hello, you, from \/nodejs\/bin\/node as [1-9]\d*$/m);
    expect(execFileSync(podman, ["ps", "--all", "--quiet"], { encoding: "utf8" })).toBe("");
  }, 180_000);
});

function which(program: string): string {
  return execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
}
