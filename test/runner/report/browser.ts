import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** A Chromium on the PATH, if there is one. */
const chromiumPath = (process.env.PATH ?? "")
  .split(delimiter)
  .concat("/usr/bin")
  .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

/** Without a Chromium these tests are skipped on a person's machine, and fail where CI=true. */
export const isMissing = chromiumPath === undefined && process.env.CI !== "true";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

export async function openBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("there is no chromium on the PATH: apt-get install chromium");
  return await chromium.launch({
    executablePath: chromiumPath,
    args: [...flags, "--disable-component-update", "--disable-sync"],
  });
}

/** A page in a tab of its own, with all that it asks for and says. */
export interface OpenPage {
  readonly page: Page;
  /** What it asked for beside itself. */
  readonly requests: readonly string[];
  /** What it and the browser said in the console, and errors that nobody caught. */
  readonly said: readonly string[];
}

export async function openFile(
  browser: Browser,
  path: string,
  hash = "",
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const address = `${pathToFileURL(path)}${hash}`;
  const requests: string[] = [];
  const said: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address && !/^(data|about|blob):/.test(url)) requests.push(url);
  });
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(address);
  return { page, requests, said };
}
