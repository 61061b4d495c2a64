import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pipewright } from "../helpers/cli.ts";
import { expectFile } from "../helpers/expected.ts";

const folder = join(import.meta.dirname, "errors");

/** Every wrong program is refused at the author's own line: what `compile` prints is beside each. */
describe("a wrong pipeline", () => {
  const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  it.concurrent.each(cases.map(({ name }) => name))("%s", async (name) => {
    const { code, stdout, stderr } = await pipewright(["compile", "pipeline.ts", "--stdout"], { cwd: join(folder, name) });
    expectFile(join(folder, name, "_expected", "stderr.txt"), stderr);
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });
});
