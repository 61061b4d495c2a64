import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeReport } from "../../../runner/report/write-report.ts";
import { taxiRun } from "./taxi-run.ts";

/** A Chromium on the PATH. Without one these tests are skipped on a person's machine and fail where CI=true. */
const browser = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
  .find((path) => existsSync(path));
const isMissing = browser === undefined && process.env.CI !== "true";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pipewright-"));
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5, retryDelay: 200 }));

/** Opens a page and gives its elements after its scripts ran, and what the browser's console said. */
async function opened(address: string): Promise<{ readonly html: string; readonly console: readonly string[] }> {
  if (browser === undefined) throw new Error("CI=true and there is no chromium on the PATH");
  const profile = join(folder, `profile-${Math.random()}`);
  mkdirSync(profile);
  const flags =
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
  const size = ["--window-size=1200,6000", "--virtual-time-budget=3000", "--enable-logging=stderr", `--user-data-dir=${profile}`];
  const { stdout, stderr } = await promisify(execFile)(browser, [...flags.split(" "), ...size, "--dump-dom", address], {
    maxBuffer: 64 * 1024 * 1024,
    timeout: 60_000,
  });
  return { html: stdout, console: stderr.split("\n").filter((line) => line.includes("CONSOLE")) };
}

test.skipIf(isMissing)(
  "a browser opens the report from a file without a complaint, fits the open frame to its page, and opens the step of the address",
  { timeout: 90_000 },
  async () => {
    const path = await writeReport({ ...taxiRun(folder), folder });
    const page = await opened(`${pathToFileURL(path)}#step-2`);
    expect(page.console).toEqual([]);
    expect(page.html).toMatch(/<details class="step" id="step-2" open="">/);
    expect(page.html).not.toMatch(/<details class="step" id="step-3" open="">/);
    const heights = [...page.html.matchAll(/<iframe class="page"[^>]*style="height: (\d+)px;?"/g)].map(([, height]) =>
      Number(height),
    );
    expect(heights).toHaveLength(1);
    expect(heights[0]).toBeGreaterThan(100);
  },
);

test.skipIf(isMissing)("a page that tries to load something from elsewhere is stopped", { timeout: 90_000 }, async () => {
  const html = `<img src="http://127.0.0.1:9/x.png"><script src="http://127.0.0.1:9/x.js"></script><script>fetch("http://127.0.0.1:9/"); parent.document.title = "stolen";</script>`;
  const path = await writeReport({ ...taxiRun(folder), folder, readArtifact: async () => Buffer.from(html) });
  const page = await opened(String(pathToFileURL(path)));
  expect(page.html).toContain("<title>taxi-retrain");
  expect(page.console.join("\n")).toMatch(/Content Security Policy/);
  expect(page.console.join("\n")).not.toMatch(/ERR_CONNECTION|net::/);
});
