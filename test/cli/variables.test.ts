import { expect, it } from "vitest";
import { pipewright } from "../helpers/cli.ts";

it("variables reach a component byte for byte, from constants, parameters and outputs, before its module loads", async () => {
  const region = "eu {{workflow.name}} $(HOME)";
  const { code, stdout, stderr } = await pipewright(["run", "test/cli/pipelines/variables.ts", "--json", "--no-cache"]);
  expect(code, stderr).toBe(0);
  const event = stdout.split("\n").find((one) => one.includes("node-log") && one.includes("rows of"));
  const { line } = JSON.parse(event!) as { readonly line: string };
  const greeting = "{{=1+1}} $$ \\ ' \"";
  expect(JSON.parse(line)).toEqual([region, "3", greeting, "5 $ $(HOME)", `3 rows of ${region}`, greeting]);
});

it("what is cached on a cluster is cached here too, and says whose work it is", async () => {
  const first = await pipewright(["run", "test/cli/pipelines/variables.ts", "--no-cache"]);
  expect(first.stdout).toContain("count  succeeded");
  const second = await pipewright(["run", "test/cli/pipelines/variables.ts"]);
  expect(second.stdout).toMatch(/count {2}taken from the cache: variables-[\w-]+ did it/);
});

it("what a Secret holds on a cluster is a variable of the author's own here, and its absence is told before the first step", async () => {
  const file = "test/cli/pipelines/secrets.ts";
  const without = await pipewright(["run", file]);
  expect(without.code).toBe(1);
  expect(without.stderr).toContain('it wants variables that are not set here: DB_PASSWORD (from the Secret "warehouse")');
  const given = await pipewright(["run", file, "--json"], { env: { DB_PASSWORD: "$(HOME) {{x}}" } });
  expect(given.code, given.stderr).toBe(0);
  expect(given.stdout).toContain('"line":"$(HOME) {{x}} undefined"');
});
