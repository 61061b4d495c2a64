import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type TestBase, testBase } from "../helpers/base.ts";
import { testProject } from "../helpers/project.ts";

const files = {
  "pipeline.ts": `import { file, pipeline } from "pipewright";
import { say } from "./steps/say.ts";
export default pipeline({ name: "same" }, () => { say({ what: file("data/words.txt") }); });
`,
  "steps/say.ts": `import { component } from "pipewright";
import { z } from "zod";
export const say = component({ name: "say", params: { what: z.string() }, run: () => import("./say.run.ts") });
`,
  "steps/say.run.ts": `import { words } from "../words.ts";
export default function say({ params, log }) { log.info(words(params.what)); }
`,
  "words.ts": "export const words = (text: string): string => text.trim();\n",
  "data/words.txt": "some words\n",
};

describe("the same project", () => {
  let base: TestBase;
  beforeAll(async () => {
    base = await testBase();
    if (base.missing !== undefined) throw new Error(base.missing);
  }, 300_000);

  it("has images of the same digest in two folders, at two times, in two zones, by two people", async () => {
    const parent = mkdtempSync(join(tmpdir(), "pipewright-same-"));
    try {
      const deep = join(parent, "a much longer path", "with spaces", "ä");
      mkdirSync(deep, { recursive: true });
      const locks = [];
      for (const [index, place] of [parent, deep].entries()) {
        const project = testProject(files, place);
        for (const name of Object.keys(files)) {
          utimesSync(join(project.folder, name), 1e9 + index * 1e8, 1e9 + index * 1e8);
          chmodSync(join(project.folder, name), index === 0 ? 0o600 : 0o664);
        }
        const env = index === 0 ? { TZ: "UTC", LANG: "C" } : { TZ: "Asia/Kathmandu", LANG: "de_DE.UTF-8", USER: "other" };
        const args = [
          "--oci",
          "out",
          `--base-from=oci:${(base as { folder: string }).folder}`,
          "--platform",
          "linux/amd64,linux/arm64",
        ];
        const built = await project.build(args, { env });
        expect(built.code, built.stderr).toBe(0);
        locks.push(project.read("images.lock.json"));
        const { digest } = project.lock().images["say"]![0]!;
        const index_ = JSON.parse(readFileSync(join(project.folder, "out/blobs/sha256", digest.slice(7)), "utf8"));
        expect(index_.manifests).toHaveLength(2);
      }
      expect(locks[1]).toBe(locks[0]);
    } finally {
      rmSync(parent, { recursive: true });
    }
  }, 120_000);

  it("has another tag when its time, its base's platforms or its lines are others", async () => {
    const project = testProject(files);
    try {
      const from = `--base-from=oci:${(base as { folder: string }).folder}`;
      const tagOf = async (args: readonly string[], env = {}): Promise<string> => {
        const built = await project.build(["--oci", "out", from, ...args], { env });
        expect(built.code, built.stderr).toBe(0);
        return project.lock().images["say"]![0]!.tag;
      };
      const first = await tagOf([]);
      const bundle = first.slice(0, 18);
      const dated = await tagOf([], { SOURCE_DATE_EPOCH: "1700000000" });
      const wider = await tagOf(["--platform", "linux/amd64,linux/arm64"]);
      project.write("words.ts", `// a comment moves the lines, and changes no code\n${files["words.ts"]}`);
      const moved = await tagOf([]);
      expect(new Set([first, dated, wider, moved]).size).toBe(4);
      expect([dated, wider, moved].map((tag) => tag.slice(0, 18))).toEqual([bundle, bundle, bundle]);
      project.write("words.ts", files["words.ts"]);
      expect(await tagOf(["--platform", "linux/amd64"])).toBe(first);
      project.write("data/words.txt", "other words\n");
      expect((await tagOf([])).slice(0, 18)).not.toBe(bundle);
    } finally {
      project.remove();
    }
  }, 120_000);
});
