import { expect, it } from "vitest";
import { pipewright } from "../helpers/cli.ts";

it("variables reach a component byte for byte, from constants, parameters and outputs, before its module loads", async () => {
  const region = "eu {{workflow.name}} $(HOME)";
  const { code, stdout, stderr } = await pipewright(["run", "test/cli/pipelines/variables.ts", "--json"]);
  expect(code, stderr).toBe(0);
  const event = stdout.split("\n").find((one) => one.includes("node-log") && one.includes("rows of"));
  const { line } = JSON.parse(event!) as { readonly line: string };
  const greeting = "{{=1+1}} $$ \\ ' \"";
  expect(JSON.parse(line)).toEqual([region, "3", greeting, "5 $ $(HOME)", `3 rows of ${region}`, greeting]);
});

it("what only a cluster does of options is told before the first step", async () => {
  const { stderr, stdout } = await pipewright(["run", "test/cli/pipelines/variables.ts"]);
  expect(`${stdout}${stderr}`).toContain('note: "count" is cached on a cluster; here it runs each time.');
  expect(`${stdout}${stderr}`).toContain("note: The run's locks keep runs on a cluster apart; here they hold nobody up.");
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
