import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pipewright } from "../helpers/cli.ts";

const hello = "examples/hello/pipeline.ts";

describe.concurrent("wrong use ends with exit code 2 and one sentence", () => {
  it.each([
    [["compil"], 'There is no verb "compil". Did you mean "compile"? pipewright help lists them.'],
    [["help", "rum"], 'There is no verb "rum". Did you mean "run"?'],
    [["compile"], "pipewright compile wants a file, such as: pipewright compile pipeline.ts"],
    [["compile", "a.ts", "b.ts"], 'pipewright compile takes one file; "b.ts" is one too many.'],
    [["compile", hello, "--stdot"], 'pipewright compile has no option --stdot. Did you mean "--stdout"?'],
    [["compile", hello, "--stdout", "-o", "x"], "--stdout and --out exclude each other."],
    [["compile", hello, "--registry", "UPPER case"], '"UPPER case" is no place for images, such as ghcr.io/me.'],
    [
      ["graph", hello, "--format", "mermiad"],
      '--format wants one of text, mermaid, dot, svg, got "mermiad". Did you mean "mermaid"?',
    ],
    [["run", hello, "--parallel", "0"], '--parallel wants a whole number of at least 1, got "0".'],
    [["run", hello, "--json", "--quiet"], "--json and --quiet exclude each other."],
    [["compile", "README.md"], '"README.md" is no TypeScript or JavaScript file.'],
  ])("%j", async (args, message) => {
    expect(await pipewright(args)).toEqual({ code: 2, stdout: "", stderr: `pipewright: ${message}\n` });
  });
});

describe.concurrent("help", () => {
  it("lists the verbs, with exit code 2 when nothing was asked", async () => {
    const asked = await pipewright(["help"]);
    expect(asked.code).toBe(0);
    expect(asked.stdout).toContain("check     types, graph and Kubernetes rules");
    expect(await pipewright([])).toEqual({ code: 2, stdout: "", stderr: asked.stdout });
  });

  it.each(["check", "compile", "run", "graph", "explain", "runs", "show", "logs", "diff", "lineage", "why", "keep", "gc"])(
    "tells about %s, in lines that fit 100 columns",
    async (verb) => {
      const { code, stdout } = await pipewright([verb, "--help"]);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^Usage: pipewright ${verb} `));
      expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
      expect((await pipewright(["help", verb])).stdout).toBe(stdout);
    },
  );

  it("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect((await pipewright(["--version"])).stdout).toBe(`${version}\n`);
  });
});

describe.concurrent("a file that is none", () => {
  it("is a problem, not a crash", async () => {
    expect(await pipewright(["check", "no/such.ts"])).toEqual({
      code: 1,
      stdout: "",
      stderr: 'error no-such-file\n  There is no file "no/such.ts".\n\n1 error. Why: pipewright explain no-such-file\n',
    });
    expect((await pipewright(["compile", "examples"])).stderr).toContain('"examples" is a folder.');
  });

  it.each([
    ["no YAML", "a: [b\n", "manifest-no-yaml"],
    ["YAML that is not Argo", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", "manifest-not-argo"],
    ["nothing", "", "manifest-not-argo"],
    [
      "an Argo object without a spec",
      "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\n",
      "manifest-not-argo",
    ],
    [
      "an unknown entrypoint",
      "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec: {entrypoint: b, templates: [{name: c}]}\n",
      "workflow-refused",
    ],
    [
      "somebody else's image",
      "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec: {entrypoint: c, templates: [{name: c, container: {image: busybox, command: [ls]}}]}\n",
      "cannot-run-here",
    ],
  ])("a manifest with %s is refused before anything starts", async (_what, text, code) => {
    const file = join(mkdtempSync(join(tmpdir(), "pipewright-")), "manifest.yaml");
    writeFileSync(file, text);
    const result = await pipewright(["run", file]);
    expect(result.stderr).toContain(`error ${code}`);
    expect(result).toMatchObject({ code: 1, stdout: "" });
  });
});
