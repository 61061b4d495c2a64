import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

// test/types says with @ts-expect-error what an author's editor has to refuse: a line that is not refused is an error here.
it("the project type-checks, and what test/types calls wrong is wrong", async () => {
  const tsc = resolve(root, "node_modules/typescript/bin/tsc");
  const said = await new Promise((done) =>
    execFile(process.execPath, [tsc, "-p", "."], { cwd: root }, (_, stdout) => done(stdout)),
  );
  expect(said).toBe("");
}, 120_000);
