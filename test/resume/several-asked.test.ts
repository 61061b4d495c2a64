import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeProject, until } from "./helpers/project.ts";

it("of several steps that wait, resume wants to know which", { timeout: 120_000 }, async () => {
  const project = makeProject([]);
  writeFileSync(
    join(project.folder, "two.yaml"),
    `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: two}
spec:
  entrypoint: main
  templates:
    - {name: main, dag: {tasks: [{name: one, template: wait}, {name: other, template: wait}]}}
    - {name: wait, suspend: {}}
`,
  );
  const run = project.start(["run", "two.yaml", "--wait"]);
  await until("both wait", () => (run.printed().match(/waits for an answer/g) ?? []).length === 2);
  const which = await project.call(["resume", "last"]);
  expect(which.code).toBe(1);
  expect(which.stderr).toMatch(/error several-asked\n {2}2 steps wait for an answer\.\n {2}help: Say which: one, other\./);
  for (const step of ["one", "other"]) expect((await project.call(["resume", "last", step])).code).toBe(0);
  expect(await run.ended, run.printed()).toBe(0);
});
