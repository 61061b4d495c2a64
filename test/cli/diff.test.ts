import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { pipewright } from "../helpers/cli.ts";

const taxi = "examples/taxi/pipeline.ts";
const folder = mkdtempSync(join(tmpdir(), "pipewright-diff-"));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
let now = "";
beforeAll(async () => {
  now = (await pipewright(["compile", taxi, "--stdout"])).stdout;
});

describe("compile --diff", () => {
  it("finds nothing in the manifest of today, and ends with 0", async () => {
    const same = file("same.yaml", now);
    expect(await pipewright(["compile", taxi, "--diff", same])).toEqual({
      code: 0,
      stdout: "",
      stderr: `${same} is what the pipeline compiles to: nothing would change.\n`,
    });
  });

  it("tells what would change of an older one, writes nothing, and ends with 3", async () => {
    const older = now
      .replace('value: "12"', 'value: "9"')
      .replace(/(statistics:c-)[0-9a-f]+/, "$10000000000000000")
      .replace("validate.outputs.parameters.ok", "ingest.outputs.parameters.rows");
    const { code, stdout, stderr } = await pipewright(["compile", taxi, "--diff", file("older.yaml", older)]);
    expect(stdout).toMatch(
      /^~ parameter "epochs"\n {4}default: 9 → 12\n~ step "statistics"\n {4}new code in localhost:5000\/pipewright\/statistics: c-0{16} → c-[0-9a-f]{16}\n~ step "when-validate-ok"\n {4}now runs only when validate\.ok, not ingest\.rows\n$/,
    );
    expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
  });

  it("takes a parameter of the run as apply would get it", async () => {
    const { code, stdout } = await pipewright(["compile", taxi, "--diff", file("now.yaml", now), "-p", "epochs=40"]);
    expect(code).toBe(3);
    expect(stdout).toContain("40");
  });

  it.each([
    ["no-such-file", undefined],
    ["manifest-no-yaml", "a: [b\n"],
    ["manifest-not-argo", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n"],
    ["manifest-not-argo", readFileSync("package.json", "utf8")],
  ])("refuses %s", async (code, text) => {
    const old = text === undefined ? join(folder, "none.yaml") : file(`${code}.yaml`, text);
    const ended = await pipewright(["compile", taxi, "--diff", old]);
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(new RegExp(`^error ${code}`));
  });

  it.each([
    [["--diff", "a.yaml", "--stdout"], "--stdout and --diff exclude each other."],
    [["--diff", "a.yaml", "-o", "out"], "--out and --diff exclude each other."],
    [["--diff", "a.yaml", "--watch"], "--diff and --watch exclude each other."],
    [["--stdout", "--watch"], "--stdout and --watch exclude each other."],
  ])("excludes %j", async (args, message) => {
    expect(await pipewright(["compile", taxi, ...args])).toEqual({ code: 2, stdout: "", stderr: `pipewright: ${message}\n` });
  });
});
