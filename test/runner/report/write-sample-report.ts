// Writes reports of made-up runs to look at: node test/runner/report/write-sample-report.ts FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeReport } from "../../../runner/report/write-report.ts";
import { manyKindsRun } from "./many-kinds-run.ts";
import { taxiRun } from "./taxi-run.ts";

const target = process.argv[2];
if (target === undefined) {
  console.error("usage: node test/runner/report/write-sample-report.ts FOLDER");
  process.exit(2);
}
for (const end of ["succeeded", "failed", "killed"] as const) {
  const folder = join(target, end);
  mkdirSync(folder, { recursive: true });
  console.log(await writeReport({ ...taxiRun(folder, end), folder }));
}
const kinds = join(target, "kinds");
mkdirSync(kinds, { recursive: true });
console.log(await writeReport({ ...manyKindsRun(kinds), folder: kinds }));
