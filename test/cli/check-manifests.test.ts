import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { pipewright } from "../helpers/cli.ts";

const folder = mkdtempSync(join(tmpdir(), "pipewright-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, text: string): void => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
};

const library = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: library}
spec:
  templates:
    - name: train
      inputs: {parameters: [{name: epochs}]}
      container: {image: "busybox:1.36", command: [echo, "{{inputs.parameters.epochs}}"]}
`;
const caller = (argument: string) => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: nightly}
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - name: fit
            templateRef: {name: library, template: train}
            arguments: {parameters: [{name: ${argument}, value: "3"}]}
`;

write("repository/library.yaml", library);
write("repository/deep/caller.yml", caller("epochs"));
write("repository/values.yaml", "image: {{ .Values.image }}\n");
write("repository/node_modules/other/wrong.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n");
write("wrong.yaml", caller("epoch").replaceAll("\n", "\r\n"));
write("alone.yaml", caller("epoch"));
write("warned.yaml", `${library.replace("busybox:1.36", "busybox:latest")}`);
write("other.yaml", "\uFEFFapiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n# nothing\n");

it("looks at a folder's manifests together, and leaves other YAML alone", async () => {
  const { code, stdout, stderr } = await pipewright(["check", "repository"], { cwd: folder });
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "2 files: 2 objects of Argo, no problems\n", stderr: "" });
});

it("finds through a templateRef what the caller of another file lacks, in lines that end as on Windows", async () => {
  const { code, stdout, stderr } = await pipewright(["check", "wrong.yaml", "repository/library.yaml"], { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toBe(`error argument-missing  wrong.yaml:12:25
  Task "fit" does not give "epochs", a parameter that template "train" wants.

    11 |             templateRef: {name: library, template: train}
    12 |             arguments: {parameters: [{name: epoch, value: "3"}]}
       |                         ^

  related: repository/library.yaml:7:29  the input
  help: "epoch" looks like it: write "epochs".

warning argument-unknown  wrong.yaml:12:45
  Task "fit" gives "epoch", and template "train" has no such parameter. Did you mean "epochs"?

    11 |             templateRef: {name: library, template: train}
    12 |             arguments: {parameters: [{name: epoch, value: "3"}]}
       |                                             ^

1 error and 1 warning. Why: pipewright explain argument-missing
`);
});

it("says nothing of a template that is in no file", async () => {
  const { code, stdout } = await pipewright(["check", "alone.yaml"], { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "1 file: 1 object of Argo, no problems\n" });
});

it("ends with 0 when there are warnings alone", async () => {
  const { code, stderr } = await pipewright(["check", "warned.yaml"], { cwd: folder });
  expect(code).toBe(0);
  expect(stderr).toContain("warning image-latest  warned.yaml:8:26");
});

it("leaves objects of others alone, also behind a mark of byte order", async () => {
  const { code, stdout } = await pipewright(["check", "other.yaml"], { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "1 file: 0 objects of Argo, no problems\n" });
});

it("gives problems of manifests in every format", async () => {
  const { stdout } = await pipewright(["check", "wrong.yaml", "repository", "--format", "json"], { cwd: folder });
  const problems = JSON.parse(stdout) as readonly { readonly code: string }[];
  expect(problems.map(({ code }) => code)).toEqual(["argument-missing", "argument-unknown"]);
  const github = await pipewright(["check", "wrong.yaml", "repository", "--format", "github"], { cwd: folder });
  expect(github.stdout).toMatch(/^::error file=wrong\.yaml,line=12,col=25,/);
});

it("refuses what the target's Argo does not know", async () => {
  write("new.yaml", library.replace("      container", "      pendingTimeout: 5m\n      container"));
  const { code, stderr } = await pipewright(["check", "new.yaml", "--target", "argo-4.0"], { cwd: folder });
  expect(code).toBe(1);
  expect(stderr).toContain("error target-lacks-field  new.yaml:8:7");
  expect((await pipewright(["check", "new.yaml"], { cwd: folder })).code).toBe(0);
});

it.each([
  [["check", "nowhere.yaml"], 1, 'There is no file "nowhere.yaml".'],
  [["check", "pipeline.ts", "alone.yaml"], 2, 'pipewright check takes one pipeline or manifests; "pipeline.ts" is no manifest.'],
  [["check", "a.ts", "b.ts"], 2, 'pipewright check takes one file; "b.ts" is one too many.'],
])("%j ends with %i", async (args, wanted, words) => {
  const { code, stderr } = await pipewright(args, { cwd: folder });
  expect(code).toBe(wanted);
  expect(stderr).toContain(words);
});
