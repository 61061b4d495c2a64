import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeReport } from "../../../runner/report/write-report.ts";
import { isMissing, openBrowser, openFile } from "./browser.ts";
import { manyKindsRun } from "./many-kinds-run.ts";
import { taxiRun } from "./taxi-run.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Opens all that can be opened. What runs in the page is text: the project's own code knows no document. */
const openAll = "for (const part of document.querySelectorAll('details')) part.open = true";

const isOpen = (page: Page, id: string): Promise<boolean> => page.evaluate(`document.getElementById("${id}").open`);

/** Breaches of the rules for everybody's use, as `rule: element`. */
async function breaches(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return await page.evaluate(`axe.run(
    { exclude: ["iframe"] },
    { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], iframes: false },
  ).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 200))))`);
}

describe.skipIf(isMissing)("in a browser the report", { timeout: 120_000 }, () => {
  let folder = "";
  let browser: Browser;
  let taxi = "";
  let kinds = "";
  let failed = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "pipewright-"));
    const made = (name: string): string => {
      mkdirSync(join(folder, name));
      return join(folder, name);
    };
    taxi = await writeReport({ ...taxiRun(made("taxi")), folder: join(folder, "taxi") });
    failed = await writeReport({ ...taxiRun(made("failed"), "failed"), folder: join(folder, "failed") });
    kinds = await writeReport({ ...manyKindsRun(made("kinds")), folder: join(folder, "kinds") });
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("asks nobody for anything and says nothing in the console", async () => {
    for (const path of [taxi, failed, kinds]) {
      const { page, requests, said } = await openFile(browser, path);
      await page.evaluate(openAll);
      await page.waitForTimeout(300);
      expect({ requests, said }).toEqual({ requests: [], said: [] });
      await page.context().close();
    }
  });

  test("fits an open frame to its page, and opens the step of the address", async () => {
    const { page } = await openFile(browser, taxi, "#step-2");
    await page.waitForFunction("document.getElementById('step-2').open");
    expect(await isOpen(page, "step-3")).toBe(false);
    await page.waitForFunction("parseInt(document.querySelector('details[open] > iframe').style.height) > 100");
    await page.evaluate("location.hash = '#step-3'");
    await page.waitForFunction("document.getElementById('step-3').open");
    await page.context().close();
  });

  for (const colorScheme of ["light", "dark"] as const)
    test(`can be used by everybody, in the ${colorScheme}, all of it open`, async () => {
      for (const path of [taxi, failed, kinds]) {
        const { page } = await openFile(browser, path, "", { colorScheme, bypassCSP: true });
        expect(await breaches(page)).toEqual([]);
        await page.evaluate(openAll);
        await page.fill("#log-query", "e");
        await page.locator("#log-hits li").first().waitFor();
        expect(await breaches(page)).toEqual([]);
        await page.context().close();
      }
    });

  test("is walked through with the keyboard alone: every control gets the focus, and shows it", async () => {
    const { page } = await openFile(browser, kinds);
    const wanted: number = await page.evaluate(`
      [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
        .filter((control) => control.checkVisibility({ visibilityProperty: true }))
        .map((control, at) => { control.dataset.walk = String(at); }).length`);
    const reached = new Set<string>();
    const unmarked: string[] = [];
    for (let presses = 0; presses < wanted + 5; presses++) {
      await page.keyboard.press("Tab");
      const at: { walk: string; isMarked: boolean; html: string } | null = await page.evaluate(`(() => {
        const focus = document.activeElement;
        if (focus?.dataset?.walk === undefined) return null;
        const isMarked = getComputedStyle(focus).outlineStyle !== "none";
        return { walk: focus.dataset.walk, isMarked, html: focus.outerHTML.slice(0, 80) };
      })()`);
      if (at === null) continue;
      reached.add(at.walk);
      if (!at.isMarked) unmarked.push(at.html);
    }
    expect(unmarked).toEqual([]);
    expect(reached.size).toBe(wanted);
    expect(wanted).toBeGreaterThan(60);
    await page.context().close();
  });

  test("finds a line of a log, and leads to it", async () => {
    const { page } = await openFile(browser, kinds);
    await page.fill("#log-query", "LOCKED");
    await expect.poll(() => page.locator("#log-count").textContent()).toBe("1 line");
    const hit = page.locator("#log-hits button");
    expect(await hit.textContent()).toBe("migrate warning: table is locked");
    await hit.press("Enter");
    const log = page.locator("pre.log", { hasText: "table is locked" });
    expect(await log.isVisible()).toBe(true);
    expect(await page.evaluate("document.activeElement.textContent")).toContain("table is locked");
    await page.fill("#log-query", "connect");
    await expect.poll(() => page.locator("#log-count").textContent()).toBe("2 lines");
    await page.check("#log-errors");
    expect(await page.locator("#log-hits li").allTextContents()).toEqual(["fetch connection reset"]);
    await page.uncheck("#log-errors");
    await page.selectOption("#log-step", { label: "seed" });
    expect(await page.locator("#log-count").textContent()).toBe("nothing found");
    await page.fill("#log-query", "");
    await expect.poll(() => page.locator("#log-count").textContent()).toMatch(/^\d+ lines of \d+ steps/);
    await page.context().close();
  });

  test("searches the graph, makes it larger and smaller, and moves it", async () => {
    const { page } = await openFile(browser, kinds, "", { viewport: { width: 900, height: 700 } });
    const width = (): Promise<number> => page.evaluate("document.querySelector('#graph-view svg').getBoundingClientRect().width");
    await page.fill("#graph-query", "tune(");
    expect(await page.locator("#graph-count").textContent()).toBe("4 found; Enter goes to the next");
    await page.press("#graph-query", "Enter");
    expect(await page.locator("#graph-count").textContent()).toBe("1 of 4");
    expect(await page.locator("g.node.current").textContent()).toContain('tune(0:{"rate":0.1})');
    const before = await width();
    await page.click("[data-zoom=in]");
    expect(await width()).toBeGreaterThan(before * 1.2);
    await page.focus("#graph-view");
    await page.keyboard.press("-");
    await page.keyboard.press("-");
    expect(await width()).toBeLessThan(before * 0.9);
    for (let press = 0; press < 6; press++) await page.keyboard.press("+");
    const view = page.locator("#graph-view");
    await page.evaluate("document.getElementById('graph-view').scrollTo(100, 100)");
    const box = (await view.boundingBox())!;
    await page.mouse.move(box.x + 300, box.y + 200);
    await page.mouse.down();
    await page.mouse.move(box.x + 250, box.y + 150, { steps: 4 });
    await page.mouse.up();
    const { scrollLeft, scrollTop }: { scrollLeft: number; scrollTop: number } = await page.evaluate(
      "(({ scrollLeft, scrollTop }) => ({ scrollLeft, scrollTop }))(document.getElementById('graph-view'))",
    );
    expect([scrollLeft, scrollTop]).toEqual([150, 150]);
    await page.context().close();
  });

  test("shows of the steps those that are looked for, and again all when a link leads to another", async () => {
    const { page } = await openFile(browser, kinds);
    await page.selectOption("#step-state", "Skipped");
    expect(await page.locator("#steps-table tbody tr:visible td:first-child").allTextContents()).toEqual(["rollback"]);
    expect(await page.locator("#step-count").textContent()).toBe("1 of 16 steps");
    await page.selectOption("#step-state", "");
    await page.fill("#step-query", "tune");
    expect(await page.locator("details.step:visible").count()).toBe(4);
    await page.locator(".names a", { hasText: "seed" }).click();
    expect(await isOpen(page, "step-1")).toBe(true);
    expect(await page.locator("details.step:visible").count()).toBe(16);
    await page.context().close();
  });

  test("leads from a step to the lines of its template, and into its artifacts", async () => {
    const { page } = await openFile(browser, kinds, "#step-1");
    await page.click("text=seed, line 13");
    expect(await page.locator("#line-13").isVisible()).toBe(true);
    expect(await page.locator("#line-13").textContent()).toBe("    - name: seed");
    await page.click("#step-1 a[href='#artifact-5']");
    await page.waitForFunction("document.querySelector('#artifact-5 img').naturalWidth === 5");
    await page.context().close();
  });

  test("is no wider than a phone", async () => {
    for (const path of [taxi, failed, kinds]) {
      const { page } = await openFile(browser, path, "", { viewport: { width: 390, height: 800 } });
      await page.evaluate(openAll);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
      await page.context().close();
    }
  });

  test("prints all steps, and nothing that only works on a screen", async () => {
    const { page } = await openFile(browser, kinds);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator("details.step:not([open])").count()).toBe(0);
    expect(await page.locator("nav, .controls").locator("visible=true").count()).toBe(0);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(20_000);
    await page.context().close();
  });

  test("is whole without its script", async () => {
    const { page } = await openFile(browser, kinds, "", { javaScriptEnabled: false });
    expect(await page.locator(".controls").locator("visible=true").count()).toBe(0);
    await page.locator("#step-1 summary").first().click();
    expect(await page.locator("#step-1").getByText("registry.example/seed:1").isVisible()).toBe(true);
    await page.context().close();
  });

  test("lets a page's own script run in its frame, where it can neither reach the report nor ask anybody for anything", async () => {
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
      const own = join(folder, "hostile");
      mkdirSync(own);
      const path = await writeReport({ ...taxiRun(own), folder: own, readArtifact: async () => Buffer.from(html) });
      const { page } = await openFile(browser, path);
      const told = page.evaluate(
        "new Promise((done) => addEventListener('message', ({ data }) => { if ('reached' in data) done(data); }))",
      );
      expect(await told).toEqual({ reached: false, fetched: false });
      await page.waitForTimeout(1500);
      expect(await page.title()).toMatch(/^taxi-retrain/);
      expect(asked).toEqual([]);
      await page.context().close();
    } finally {
      server.close();
    }
  });
});
