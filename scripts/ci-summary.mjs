// Prints "tests: N passed, N failed, N skipped" from the file that vitest's JSON reporter wrote; used by .ci/run.
import { existsSync, readFileSync } from "node:fs";

const [file] = process.argv.slice(2);
const results = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
if (results === undefined) {
  process.stdout.write("vitest ended before it wrote its results\ntests: 0 passed, 1 failed, 0 skipped\n");
} else {
  const notLoaded = results.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((one) => one.status === "failed"),
  );
  const failed = results.numFailedTests + notLoaded.length;
  const skipped = results.numPendingTests + results.numTodoTests;
  process.stdout.write(`tests: ${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
}
