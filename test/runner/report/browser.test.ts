import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { writeReport } from "../../../runner/report/write-report.ts";
import { ChromiumTab, chromiumPath } from "./chromium.ts";
import { taxiRun } from "./taxi-run.ts";

/** Without a Chromium on the PATH these tests are skipped on a person's machine and fail where CI=true. */
const isMissing = chromiumPath === undefined && process.env.CI !== "true";

let folder = "";
let tab: ChromiumTab | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pipewright-"));
});
afterEach(async () => {
  await tab?.close();
  tab = undefined;
});
afterAll(() => rmSync(folder, { recursive: true }));

test.skipIf(isMissing)(
  "a browser opens the report from a file, fits the open frame to its page, and opens the step of the address",
  { timeout: 60_000 },
  async () => {
    const path = await writeReport({ ...taxiRun(folder), folder });
    tab = await ChromiumTab.open(`${pathToFileURL(path)}#step-2`);
    await tab.until("document.readyState === 'complete'");
    await tab.until("document.getElementById('step-2').open");
    expect(await tab.value("document.getElementById('step-3').open")).toBe(false);
    await tab.until("parseInt(document.querySelector('details[open] > iframe').style.height) > 100");
    await tab.value("location.hash = '#step-3'");
    await tab.until("document.getElementById('step-3').open");
    expect(tab.console).toEqual([]);
  },
);

test.skipIf(isMissing)(
  "a page's own script runs in its frame, and can neither reach the report nor ask anybody for anything",
  { timeout: 60_000 },
  async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const html = `<img src="${elsewhere}/image"><script src="${elsewhere}/script"></script><iframe src="${elsewhere}/frame"></iframe><link rel="stylesheet" href="${elsewhere}/style">
<script>
let reached = true;
try { parent.document.title = "stolen"; } catch { reached = false; }
const tell = (fetched) => setInterval(() => parent.postMessage({ reached, fetched }, "*"), 50);
fetch("${elsewhere}/fetch").then(() => tell(true), () => tell(false));
navigator.sendBeacon("${elsewhere}/beacon");
open("${elsewhere}/window");
setTimeout(() => { location.href = "${elsewhere}/navigation"; }, 1000);
</script>`;
    try {
      const path = await writeReport({ ...taxiRun(folder), folder, readArtifact: async () => Buffer.from(html) });
      tab = await ChromiumTab.open(String(pathToFileURL(path)));
      await tab.value(
        "addEventListener('message', ({ data }) => { if ('reached' in data) window.told = JSON.stringify(data); })",
      );
      await tab.until('window.told === \'{"reached":false,"fetched":false}\'');
      await tab.value("window.told = undefined");
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await tab.value("document.title")).toMatch(/^taxi-retrain/);
      expect(asked).toEqual([]);
    } finally {
      server.close();
    }
  },
);
