import { mkdirSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sweep } from "../../../containers/packages/sweep.ts";
import { project } from "./helpers/project.ts";

it("what nobody has used for a month goes, and what was left half made the day before", async () => {
  const folder = project({});
  const now = Date.now();
  const ages = { fresh: 0, used: 29, old: 31, "half.1.tmp": 2, "half.2.tmp": 0 };
  for (const [name, days] of Object.entries(ages)) {
    mkdirSync(join(folder, name, "node_modules"), { recursive: true });
    const time = new Date(now - days * 24 * 60 * 60 * 1000);
    utimesSync(join(folder, name), time, time);
  }
  await sweep(folder, now);
  expect(readdirSync(folder).sort()).toEqual(["fresh", "half.2.tmp", "used"]);
});
